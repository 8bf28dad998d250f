//! # 8 sleeps for 8 s because it is 8
//!
//! {prev} slept for {gap} and the plan says {right_gap}: sleep for as long as the plan says, not
//! for as many seconds as the number itself.

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
        if naps.iter().any(|&(napper, _)| napper == number) {
            thread::sleep(Duration::from_secs(number.into()));
        }
    }
}
