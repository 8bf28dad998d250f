//! 04 · Announce: say when a nap begins, and when it is over.

mod plan;

use std::thread;
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
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number) {
            announced_nap(nap);
        }
    }
}

/// Sleeps, and says so.
fn announced_nap(nap: Duration) {
    // A program does one thing after another: what is written before the sleep is seen before
    // it, what is written after it has to wait.
    println!("start sleeping");
    thread::sleep(nap);
    println!("done sleeping");
}
