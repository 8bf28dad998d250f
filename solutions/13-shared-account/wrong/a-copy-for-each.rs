//! # `async move` takes the variable along
//!
//! Everybody paid into an account of their own: you end with {last}, and it should be {right_last}.
//! `async move` gives each task its own copy of a number. What all of them are to see goes behind
//! an `Arc`, and changes behind a `Mutex`.

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    let balance = 0;
    let mut customers = Vec::new();
    for (who, amount) in slips {
        customers.push(tokio::spawn(async move {
            let mut balance = balance;
            lab::check_card(&who).await;
            balance += amount;
            println!("{who}: {amount:+} -> {balance}");
        }));
    }
    for customer in customers {
        customer.await.expect("no customer panics");
    }
    balance
}
