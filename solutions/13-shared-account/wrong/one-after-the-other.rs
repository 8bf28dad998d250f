//! # One account, one customer at a time
//!
//! One customer after the other: the next card was checked only when the one before was paid in,
//! and it all took {end} instead of {right_end}. Only the adding must not overlap, the checks may:
//! start all of them (`tokio::spawn`), then wait for all.
//!
//! - source not: `.lock().await`

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let mut balance = 0;
    for (who, amount) in slips {
        lab::check_card(&who).await;
        balance += amount;
        println!("{who}: {amount:+} -> {balance}");
    }
    balance
}
