//! # The plan has the order of the numbers
//!
//! You take the naps in the order in which the plan names them, and pass over the one that stands
//! there behind a later number; look through the whole plan for each number.

mod plan;

use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    let mut naps = naps.iter().peekable();
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, nap)) = naps.next_if(|&&(napper, _)| napper == number) {
            thread::sleep(nap);
        }
    }
}
