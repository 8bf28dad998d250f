//! # To wait is to look at the clock
//!
//! Your program keeps a processor core busy while it waits, asking the clock again and again: let
//! the system wake you, with `sleep`.

mod plan;

use std::time::{Duration, Instant};

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number) {
            let start = Instant::now();
            while start.elapsed() < nap {}
        }
    }
}
