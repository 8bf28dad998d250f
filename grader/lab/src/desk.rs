//! Desks at which something is done about each price that is quoted.

use crate::calls;

/// Has the desk `desk` do what it does about quote `number`, for as long as it takes. Prints
/// `ledger: q3` when that is done; its world is asked for as `ledger 3`.
pub async fn handle(desk: &str, number: u64) {
    calls::wait(&format!("{desk} {number}")).await;
    println!("{desk}: q{number}");
}
