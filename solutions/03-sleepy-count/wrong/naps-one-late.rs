//! # The plan counts from 0 too
//!
//! Your pauses come one number late: compare the plan with the number you have just printed, not
//! with a counter that starts at 0.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    for (index, number) in (1..=to).enumerate() {
        println!("{number}");
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == index as u32) {
            thread::sleep(nap);
        }
    }
}
