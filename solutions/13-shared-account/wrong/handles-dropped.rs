//! # Spawned is served
//!
//! You gave the total at {end}, before any customer was served: keep the handles that `spawn`
//! returns, await all of them, and only then look at the balance.
//!
//! - source: `spawn(`
//! - same as: `futures-never-awaited`

use std::sync::{Arc, Mutex};

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    for (who, amount) in slips {
        let balance = balance.clone();
        tokio::spawn(async move {
            lab::check_card(&who).await;
            let mut balance = balance.lock().expect("nobody panics with the lock");
            *balance += amount;
            println!("{who}: {amount:+} -> {balance}");
        });
    }
    *balance.lock().expect("nobody panics with the lock")
}
