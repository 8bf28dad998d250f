//! # The next number is the one that naps
//!
//! A number is printed first and naps after that; your pauses come before their number: print it,
//! then look for the number you have just printed in the plan.
//!
//! - same as: `sleeps-before-printing`

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
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number + 1) {
            thread::sleep(nap);
        }
    }
}
