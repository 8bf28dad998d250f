//! # Lock early, to be safe
//!
//! The cards were checked one after the other, and it took {end} instead of {right_end}: each
//! customer locks the account first and holds it during the check, so the others wait at the lock
//! and not at the bank. Check the card, then lock, add and let go.
//!
//! - source: `.lock().await`
//! - same as: `one-after-the-other`

use std::sync::Arc;

use tokio::sync::Mutex;

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    let mut customers = Vec::new();
    for (who, amount) in slips {
        let balance = balance.clone();
        customers.push(tokio::spawn(async move {
            let mut balance = balance.lock().await;
            lab::check_card(&who).await;
            *balance += amount;
            println!("{who}: {amount:+} -> {}", *balance);
        }));
    }
    for customer in customers {
        customer.await.expect("no customer panics");
    }
    *balance.lock().await
}
