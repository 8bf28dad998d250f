//! # To announce is to plan
//!
//! You said `done sleeping` {late} before it was done: a line is printed when its turn comes, so
//! this one belongs after the `sleep`.

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
        println!("{number}");
        if let Some(&(_, nap)) = naps.iter().find(|&&(napper, _)| napper == number) {
            announced_nap(nap);
        }
    }
}

fn announced_nap(nap: Duration) {
    println!("start sleeping");
    println!("done sleeping");
    thread::sleep(nap);
}
