//! # A customer needs a thread
//!
//! Right times, but it cost {threads} threads where {max_threads} are plenty: you made one for
//! every slip. A wait for the bank needs no thread, so spawn a task instead
//! (`tokio::spawn`), and all of them share the one that is there.
//!
//! - seen in: `300 slips`

use std::sync::{Arc, Mutex};
use std::thread;

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    let mut customers = Vec::new();
    for (who, amount) in slips {
        let balance = balance.clone();
        customers.push(thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(lab::check_card(&who));
            let mut balance = balance.lock().expect("nobody panics with the lock");
            *balance += amount;
            println!("{who}: {amount:+} -> {balance}");
        }));
    }
    for customer in customers {
        customer.join().expect("no customer panics");
    }
    let balance = balance.lock().expect("nobody panics with the lock");
    *balance
}
