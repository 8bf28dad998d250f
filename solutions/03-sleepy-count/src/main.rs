//! 03 · Sleepy count: some numbers nap, and everybody after them waits.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

/// Prints the numbers 1 to `to`; a number with a nap sleeps right after it was printed.
fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    for number in 1..=to {
        println!("{number}");
        // A nap holds the only thread there is, and all that come after stand in line.
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number) {
            thread::sleep(nap);
        }
    }
}
