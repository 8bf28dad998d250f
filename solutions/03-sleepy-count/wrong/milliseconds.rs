//! # The unit is implied
//!
//! After {prev} you paused for {gap} and the plan says {right_gap}: you slept milliseconds where
//! it means seconds. The plan's `Duration` knows its unit; hand it to `sleep` as it is.

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
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number) {
            thread::sleep(Duration::from_millis(nap.as_secs()));
        }
    }
}
