//! Customers pay money into one account, all at the same time.

use std::sync::{Arc, Mutex};

/// Serves all slips at once. Each has its card checked with `lab::check_card(&who).await`; when
/// that is done, its amount is added to the balance, which begins at 0, and the line
/// `bob: +20 -> 20` says so. Comes back with the balance when everybody is served.
pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(Mutex::new(0));
    let mut customers = Vec::new();
    for (who, amount) in slips {
        customers.push(tokio::spawn(deposit(Arc::clone(&balance), who, amount)));
    }
    for customer in customers {
        customer.await.expect("no customer panics");
    }
    *balance.lock().expect("nobody panics with the lock")
}

async fn deposit(balance: Arc<Mutex<i64>>, who: String, amount: i64) {
    lab::check_card(&who).await;
    // Locked only now, and let go of at the end of the function: nothing waits in between.
    let mut balance = balance.lock().expect("nobody panics with the lock");
    *balance += amount;
    println!("{who}: {amount:+} -> {balance}");
}
