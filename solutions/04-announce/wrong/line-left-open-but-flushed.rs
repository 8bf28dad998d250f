//! # A flush ends the line
//!
//! `flush` does not end a line, so `done sleeping` stands on that of `start sleeping`, which was
//! whole only {gap} later: use `println!` for both, the first before you sleep.
//!
//! - source: `flush`
//! - same as: `line-left-open`

mod plan;

use std::io::{Write, stdout};
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
    let _ = stdout().flush();
    thread::sleep(nap);
    println!("done sleeping");
}
