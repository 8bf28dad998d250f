//! # No two naps are equally long
//!
//! Two numbers nap equally long, and you let only one of them sleep, as if a length were a name: a
//! map from lengths to numbers keeps one number for each. Look for the number.

mod plan;

use std::collections::HashMap;
use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    let nappers: HashMap<Duration, u32> = naps.iter().map(|&(napper, nap)| (nap, napper)).collect();
    for number in 1..=to {
        println!("{number}");
        if let Some((nap, _)) = nappers.iter().find(|&(_, napper)| *napper == number) {
            thread::sleep(*nap);
        }
    }
}
