//! # A nap needs a thread of its own
//!
//! Right, and one thread for each nap was not needed: `sleep` rests the thread it is called on,
//! and that one had nothing else to do.
//!
//! - source: `spawn(`

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
        for &(napper, nap) in naps {
            if napper == number {
                let sleeper = thread::spawn(move || thread::sleep(nap));
                sleeper.join().expect("a nap does not panic");
            }
        }
    }
}
