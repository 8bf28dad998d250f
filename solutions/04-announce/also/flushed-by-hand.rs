//! All lines go through one locked writer; it is flushed before each nap, so that nothing waits in it.

mod plan;

use std::io::{BufWriter, Write, stdout};
use std::thread;
use std::time::{Duration, Instant};

use plan::Plan;

fn main() {
    let plan = Plan::from_args();

    let watch = Instant::now();
    announced_count(plan.to, &plan.naps);
    plan.record(watch.elapsed());
}

/// Prints the numbers 1 to `to`; each nap follows its number, with a line before and after it.
fn announced_count(to: u32, naps: &[(u32, Duration)]) {
    let mut out = BufWriter::new(stdout().lock());
    let mut say = |line: &str| {
        writeln!(out, "{line}").and_then(|()| out.flush()).expect("standard output is open");
    };
    for number in 1..=to {
        say(&number.to_string());
        if let Some((_, nap)) = naps.iter().find(|(napper, _)| *napper == number) {
            say("start sleeping");
            thread::sleep(*nap);
            say("done sleeping");
        }
    }
}
