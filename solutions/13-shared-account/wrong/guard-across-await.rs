//! # The compiler would have told me
//!
//! Stuck at {end}: one customer holds the lock and waits for the bank, and the next `lock()` stops
//! the only thread, on which the first would have to go on. A lock of `std` must be let go of
//! before an `.await`. Check the card first, lock afterwards.
//!
//! - finding: `clippy::await_holding_lock`

use std::rc::Rc;
use std::sync::Mutex;

use tokio::task::LocalSet;

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Rc::new(Mutex::new(0));
    let customers = LocalSet::new();
    for (who, amount) in slips {
        let balance = Rc::clone(&balance);
        customers.spawn_local(async move {
            let mut balance = balance.lock().expect("nobody panics with the lock");
            lab::check_card(&who).await;
            *balance += amount;
            println!("{who}: {amount:+} -> {balance}");
        });
    }
    customers.await;
    *balance.lock().expect("nobody panics with the lock")
}
