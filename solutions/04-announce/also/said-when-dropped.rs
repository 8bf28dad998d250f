//! The end of a nap is announced by a value that is dropped there, so that no way out can forget it.

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

/// A nap under way: it says when it begins, and again when it goes out of scope.
struct Nap;

impl Nap {
    fn begin() -> Nap {
        println!("start sleeping");
        Nap
    }
}

impl Drop for Nap {
    fn drop(&mut self) {
        println!("done sleeping");
    }
}

/// Prints the numbers 1 to `to`; each nap follows its number, with a line before and after it.
fn announced_count(to: u32, naps: &[(u32, Duration)]) {
    for number in 1..=to {
        println!("{number}");
        for &(napper, nap) in naps {
            if napper == number {
                let _announced = Nap::begin();
                thread::sleep(nap);
            }
        }
    }
}
