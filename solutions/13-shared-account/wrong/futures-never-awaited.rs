//! # Calling it starts it
//!
//! You gave the total at {end}, and no card had even gone to the bank: a future does nothing until
//! it is awaited or spawned. Spawn one task for each slip, and await the handles before you look
//! at the balance.
//!
//! - source not: `spawn(`

use std::sync::{Arc, Mutex};

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    let mut customers = Vec::new();
    for (who, amount) in slips {
        customers.push(deposit(balance.clone(), who, amount));
    }
    *balance.lock().expect("nobody panics with the lock")
}

async fn deposit(balance: Arc<Mutex<i64>>, who: String, amount: i64) {
    lab::check_card(&who).await;
    let mut balance = balance.lock().expect("nobody panics with the lock");
    *balance += amount;
    println!("{who}: {amount:+} -> {balance}");
}
