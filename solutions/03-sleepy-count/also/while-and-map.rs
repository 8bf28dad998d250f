//! The plan becomes a map, which pays as soon as there are many naps.

mod plan;

use std::collections::HashMap;
use std::thread;
use std::time::Duration;

use plan::Plan;

fn main() {
    let plan = Plan::from_args();
    sleepy_count(plan.to, &plan.naps);
}

/// Prints the numbers 1 to `to`; a number with a nap sleeps right after it was printed.
fn sleepy_count(to: u32, naps: &[(u32, Duration)]) {
    let naps: HashMap<u32, Duration> = naps.iter().copied().collect();
    let mut number = 1;
    while number <= to {
        println!("{number}");
        // Nobody's nap is no nap at all: `sleep` returns at once from a duration of zero.
        thread::sleep(naps.get(&number).copied().unwrap_or_default());
        number += 1;
    }
}
