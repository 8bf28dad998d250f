//! Tasks that stay on one thread may share without a lock: a `Cell` behind an `Rc`.

use std::cell::Cell;
use std::rc::Rc;

use tokio::task::LocalSet;

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Rc::new(Cell::new(0));
    let customers = LocalSet::new();
    for (who, amount) in slips {
        let balance = Rc::clone(&balance);
        customers.spawn_local(async move {
            lab::check_card(&who).await;
            balance.set(balance.get() + amount);
            println!("{who}: {amount:+} -> {}", balance.get());
        });
    }
    customers.await;
    balance.get()
}
