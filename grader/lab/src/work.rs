//! What there is to do at each tick of a clock.

use crate::calls;

/// Does the work of tick `number`, for as long as it takes. Prints `work: start 1`, and
/// `work: done 1` when it is done.
pub async fn work(number: u32) {
    println!("work: start {number}");
    calls::wait(&format!("work {number}")).await;
    println!("work: done {number}");
}
