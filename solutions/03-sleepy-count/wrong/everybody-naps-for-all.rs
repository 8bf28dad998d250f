//! # A plan is for everybody
//!
//! You paused after every number, and only those in the plan nap: there is an `if` missing around
//! the `sleep`.
//!
//! - same as: `everybody-naps`

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    for number in 1..=to {
        println!("{number}");
        for &(_, nap) in naps {
            thread::sleep(nap);
        }
    }
}
