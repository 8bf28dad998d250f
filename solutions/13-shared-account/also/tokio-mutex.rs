//! # The async mutex, held for a moment
//!
//! You lock with tokio's `Mutex`, and that is right. Nothing waits while you hold it, so the one of
//! `std` would do, and it is the cheaper one.
//!
//! - source: `.lock().await`

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio::task::JoinSet;

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    let mut customers = JoinSet::new();
    for (who, amount) in slips {
        let balance = balance.clone();
        customers.spawn(async move {
            lab::check_card(&who).await;
            let mut balance = balance.lock().await;
            *balance += amount;
            println!("{who}: {amount:+} -> {}", *balance);
        });
    }
    customers.join_all().await;
    *balance.lock().await
}
