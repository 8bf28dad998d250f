//! # With an atomic nothing can come in between
//!
//! Right by luck: in another order that is just as legal, two slips read the same balance before
//! either had written, and money was lost. `load` is one step and `store` is another, and with
//! several threads another comes in between. Add in one step, with `fetch_add` or behind a lock.
//!
//! - source: `thread::spawn`
//! - source: `.store(`
//! - same as: `read-before-the-check`
//! - seen in: `six slips at once`

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

/// Two clerks, each on a thread of its own, book what has been checked.
pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = Arc::new(AtomicI64::new(0));
    let (mut desks, mut clerks, mut customers) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..2 {
        let (desk, checked) = mpsc::channel();
        let balance = Arc::clone(&balance);
        desks.push(desk);
        clerks.push(thread::spawn(move || {
            for (who, amount) in checked {
                book(&balance, who, amount);
            }
        }));
    }
    for ((who, amount), desk) in slips.into_iter().zip(desks.iter().cycle()) {
        let desk = desk.clone();
        customers.push(tokio::spawn(async move {
            lab::check_card(&who).await;
            desk.send((who, amount)).expect("the clerk is there");
        }));
    }
    for customer in customers {
        customer.await.expect("no customer panics");
    }
    drop(desks);
    for clerk in clerks {
        clerk.join().expect("no clerk panics");
    }
    balance.load(Ordering::SeqCst)
}

fn book(balance: &AtomicI64, who: String, amount: i64) {
    let after = balance.load(Ordering::SeqCst) + amount;
    println!("{who}: {amount:+} -> {after}");
    balance.store(after, Ordering::SeqCst);
}
