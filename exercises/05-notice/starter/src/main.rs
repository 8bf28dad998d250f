//! 05 · Notice: say when a number will appear, before anybody counts.

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
    todo!("say when {number} appears and which of these naps hold it up: {naps:?}")
}

/// When that whole count is over.
fn finished_at(naps: &[(u32, Duration)]) -> Duration {
    todo!("say when a count with these naps is over: {naps:?}")
}
