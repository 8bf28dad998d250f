//! 04 · Announce: say when a nap begins, and when it is over.

mod plan;

use std::time::{Duration, Instant};

use plan::Plan;

fn main() {
    let plan = Plan::from_args();

    let watch = Instant::now();
    announced_count(plan.to, &plan.naps);
    plan.record(watch.elapsed());
}

/// Prints the numbers 1 to `to`; each nap follows its number, with a line before and after it.
fn announced_count(to: u32, naps: &[(u32, Duration)]) {
    todo!("print 1 to {to}, and announce the naps around each sleep: {naps:?}")
}
