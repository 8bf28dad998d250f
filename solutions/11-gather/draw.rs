//! One random run of 11. The slowest server is mostly neither the first nor the last, or who awaits
//! in order would be right by chance; and mostly another one is offline, or nothing could fail.

#[path = "../random.rs"]
mod random;

use std::collections::BTreeSet;

use random::{Random, print_args, print_features};

const NAMES: [&str; 12] = [
    "oslo", "bern", "rome", "kyiv", "lima", "quito", "cairo", "delhi", "tokyo", "paris", "sofia",
    "dakar",
];

fn main() {
    let mut random = Random::from_args();
    let count = if random.chance(1, 8) { 1 } else { random.between(3, 8) as usize };
    let mut names = NAMES;
    random.shuffle(&mut names);
    let names = &names[..count];

    let mut takes: Vec<u64> =
        random.distinct(count, 4, 80).into_iter().map(|ticks| ticks * 50).collect();
    let mut answers: Vec<String> =
        random.distinct(count, 10, 99).iter().map(u64::to_string).collect();
    if count > 1 {
        let slowest = random.between(1, count as u64 - 2) as usize;
        let others: Vec<usize> = (0..count).filter(|&place| place != slowest).collect();
        // In a third of the runs two answer at the same moment.
        if random.chance(1, 3) {
            let (one, other) = (*random.pick(&others), *random.pick(&others));
            takes[one] = takes[other];
        }
        takes[slowest] = 4000 + random.between(1, 40) * 50;
        // The least that a server can answer, and more than 32 bits hold.
        if random.chance(1, 3) {
            answers[*random.pick(&others)] = "0".to_owned();
        }
        if random.chance(1, 3) {
            answers[*random.pick(&others)] =
                random.between(5_000_000_000, 9_000_000_000).to_string();
        }
        answers[*random.pick(&others)] = "offline".to_owned();
        if random.chance(1, 3) {
            answers[*random.pick(&others)] = "offline".to_owned();
        }
    }

    print_args(&names.iter().map(|name| name.to_string()).collect::<Vec<_>>());
    let world: Vec<String> = (0..count)
        .map(|place| {
            format!("\"fetch {}\" = \"{} {}\"", names[place], takes[place], answers[place])
        })
        .collect();
    println!("lab = {{ {} }}", world.join(", "));
    let distinct: BTreeSet<&u64> = takes.iter().collect();
    print_features(&[
        ("one server", count == 1),
        ("two answer at once", distinct.len() < count),
        ("an answer of 0", answers.iter().any(|answer| answer == "0")),
        ("an answer above 2^32", answers.iter().any(|answer| answer.len() > 9)),
    ]);
}
