//! # The nap is announced, then the number
//!
//! {right} has to be on the screen before it goes to sleep: print the number first, then `start
//! sleeping`.

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

fn announced_count(to: u32, naps: &[(u32, Duration)]) {
    for number in 1..=to {
        let nap = naps.iter().find(|&&(napper, _)| napper == number);
        if nap.is_some() {
            println!("start sleeping");
        }
        println!("{number}");
        if let Some(&(_, nap)) = nap {
            thread::sleep(nap);
            println!("done sleeping");
        }
    }
}
