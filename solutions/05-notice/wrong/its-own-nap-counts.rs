//! # The nap comes before the number
//!
//! You predict `{line}`, but a number is shown before it sleeps, so its own nap does not hold it
//! up: `{right}`.

mod plan;

use std::time::Duration;

use plan::{Plan, names};

fn main() {
    let plan = Plan::from_args();
    for &number in &plan.questions {
        let (at, held_up_by) = appears_at(&plan.naps, number);
        let at = at.as_millis();
        println!("{number} appears at {at} ms, held up by {}", names(&held_up_by));
    }
    println!("finished at {} ms", finished_at(&plan.naps).as_millis());
}

fn appears_at(naps: &[(u32, Duration)], number: u32) -> (Duration, Vec<u32>) {
    let mut at = Duration::ZERO;
    let mut held_up_by = Vec::new();
    for &(napper, nap) in naps {
        if napper <= number {
            at += nap;
            held_up_by.push(napper);
        }
    }
    (at, held_up_by)
}

fn finished_at(naps: &[(u32, Duration)]) -> Duration {
    naps.iter().map(|&(_, nap)| nap).sum()
}
