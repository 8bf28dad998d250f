//! # The lines are the exercise
//!
//! The lines look right, and all of them came at {end}: nobody asked the bank. Printing `card
//! check` checks no card; call `lab::check_card(&who).await`, which prints that line itself and
//! takes as long as the bank takes.

pub async fn deposits(slips: Vec<(String, i64)>) -> i64 {
    for (who, _) in &slips {
        println!("{who}: card check");
    }
    let mut balance = 0;
    for (who, amount) in slips {
        balance += amount;
        println!("{who}: {amount:+} -> {balance}");
    }
    balance
}
