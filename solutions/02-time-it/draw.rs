//! One run on a slow terminal, at some time of some day, with a record.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args};

fn main() {
    let mut random = Random::from_args();
    // Every draw asks for a record, or nobody could tell who writes none.
    let file = *random.pick(&["record.txt", "elapsed", "sync.record"]);
    print_args(&[random.between(1, 60).to_string(), file.to_string()]);
    // A line that costs nothing would make every measurement 0.
    println!("line_cost_ms = {}", random.between(1, 40));
    // Some time between 2001 and 2033.
    println!("wall_clock_ms = {}", random.between(1_000_000_000_000, 2_000_000_000_000));
}
