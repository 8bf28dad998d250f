//! # The nap comes first, then the number
//!
//! {right} has to be on the screen before it goes to sleep: the whole nap, with both its lines,
//! comes after the number.

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
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number) {
            announced_nap(nap);
        }
        println!("{number}");
    }
}

fn announced_nap(nap: Duration) {
    println!("start sleeping");
    thread::sleep(nap);
    println!("done sleeping");
}
