//! One random run of 16. At most one tick's work takes longer than a period: between 1.1 and 3.4
//! periods, and never nearly a multiple, so that the grid it misses can be seen.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let period = random.between(10, 60) * 20;
    let ticks = if random.chance(1, 8) { 0 } else { random.between(3, 8) };
    let mut takes: Vec<u64> =
        (0..ticks).map(|_| period * random.between(5, 80) / 100 / 10 * 10).collect();
    let late = random.between(1, ticks.max(1));
    let tenths = random.between(1, 3) * 10 + random.between(1, 4);
    if let Some(slow) = takes.get_mut(late as usize - 1) {
        *slow = period * tenths / 10;
    }
    print_args(&[period.to_string(), ticks.to_string()]);
    let world: Vec<String> = (1..)
        .zip(&takes)
        .map(|(tick, takes): (u64, _)| format!("\"work {tick}\" = \"{takes}\""))
        .collect();
    println!("lab = {{ {} }}", world.join(", "));
    print_features(&[
        ("no ticks", ticks == 0),
        ("late for the second tick", ticks > 2 && late == 1),
        ("a slow last tick", ticks > 0 && late == ticks),
        ("more than one tick missed", ticks > 0 && late < ticks && tenths > 20),
    ]);
}
