//! # Each line is right, so the whole is
//!
//! Money was lost: you say {line}, and it should be {right}. You wrote back a balance that you had
//! read before you waited, and whatever was paid in meanwhile is overwritten. Read, add and write
//! in one go, behind the `.await`.
//!
//! - source not: `thread::spawn`

use std::sync::{Arc, Mutex};

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    let mut customers = Vec::new();
    for (who, amount) in slips {
        let balance = balance.clone();
        customers.push(tokio::spawn(async move {
            let before: i64 = *balance.lock().expect("nobody panics with the lock");
            lab::check_card(&who).await;
            let after = before + amount;
            *balance.lock().expect("nobody panics with the lock") = after;
            println!("{who}: {amount:+} -> {after}");
        }));
    }
    for customer in customers {
        customer.await.expect("no customer panics");
    }
    *balance.lock().expect("nobody panics with the lock")
}
