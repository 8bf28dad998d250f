//! 03 · Sleepy count: some numbers nap, and everybody after them waits.

mod plan;

use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

/// Prints the numbers 1 to `to`; a number with a nap sleeps right after it was printed.
fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    todo!("print 1 to {to}, and sleep after each number that naps: {naps:?}")
}
