//! # They are done in the order in which I await them
//!
//! The card of {right.actor} was through at {right_at}, and you still waited for a card before
//! them in the list. Let each task add its own amount, as soon as its own check is done.

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let mut checks = Vec::new();
    for (who, amount) in slips {
        checks.push(tokio::spawn(async move {
            lab::check_card(&who).await;
            (who, amount)
        }));
    }
    let mut balance = 0;
    for check in checks {
        let (who, amount) = check.await.expect("no check panics");
        balance += amount;
        println!("{who}: {amount:+} -> {balance}");
    }
    balance
}
