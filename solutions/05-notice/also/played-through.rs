//! The count is played through on a clock of its own, which nobody has to wait for.

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

/// When `number` appears in the count of exercise 03, and which naps it waited for.
fn appears_at(naps: &[(u32, Duration)], number: u32) -> (Duration, Vec<u32>) {
    let mut clock = Duration::ZERO;
    let mut slept = Vec::new();
    for shown in 1..=number {
        if shown == number {
            break;
        }
        if let Some(&(napper, nap)) = naps.iter().find(|&&(napper, _)| napper == shown) {
            clock += nap;
            slept.push(napper);
        }
    }
    (clock, slept)
}

/// When that whole count is over.
fn finished_at(naps: &[(u32, Duration)]) -> Duration {
    // After the last napper nobody sleeps any more, so the number after it sees the end.
    let last = naps.iter().map(|&(napper, _)| napper).max().unwrap_or(0);
    appears_at(naps, last + 1).0
}
