//! One run on a slow terminal, at some time of some day, with a record.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    // Every draw asks for a record, or nobody could tell who writes none.
    let file = *random.pick(&["record.txt", "elapsed", "sync.record"]);
    let to = if random.chance(1, 8) { 0 } else { random.between(1, 60) };
    // A line that costs nothing would make every measurement 0.
    let line_cost = random.between(1, 60);
    print_args(&[to.to_string(), file.to_string()]);
    println!("line_cost_ms = {line_cost}");
    // Some time between 2001 and 2033.
    println!("wall_clock_ms = {}", random.between(1_000_000_000_000, 2_000_000_000_000));
    // The clock is set back, between two lines.
    let is_set = to > 0 && line_cost > 1 && random.chance(1, 3);
    if is_set {
        let at = random.between(0, to - 1) * line_cost + line_cost / 2;
        let by = random.pick(&[-7_200_000, -3_600_000, -60_000]);
        println!("wall_clock_steps = [[{at}, {by}]]");
    }
    // The old record is longer than the new one, so that a tail that was left behind shows.
    let is_broken = random.chance(1, 3);
    if is_broken {
        println!(
            "files = {{ {file:?} = {:?} }}",
            format!("{}\n", random.between(1_000_000, 9_999_999))
        );
    }
    print_features(&[
        ("the clock is set back", is_set),
        ("an old record", is_broken),
        ("nothing to count", to == 0),
        ("over a second", to * line_cost > 1000),
        ("under a second", (1..1000).contains(&(to * line_cost))),
    ]);
}
