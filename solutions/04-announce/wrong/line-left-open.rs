//! # What is printed is shown
//!
//! Your `start sleeping` came {gap} late, and `done sleeping` on the same line: a line that is left
//! open is shown once it is ended. Write it before you sleep, and end it as `println!` does.
//!
//! - source not: `flush`
//! - same as: `line-left-open-but-flushed`

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
    print!("start sleeping ");
    thread::sleep(nap);
    println!("done sleeping");
}
