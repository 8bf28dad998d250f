//! # To wait is to look at the clock, now and then
//!
//! Right times, but you woke up {wakeups} times to look at the clock: one `sleep` for the whole
//! nap wakes once.
//!
//! - seen in: `wakes only when there is something to do`

mod plan;

use std::thread;
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
            while start.elapsed() < nap {
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
}
