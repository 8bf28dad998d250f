//! One random run of 11. The slowest server is neither the first nor the last, or who awaits in
//! order would be right by chance; and somebody else is offline, or nothing could fail.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args};

const NAMES: [&str; 12] = [
    "oslo", "bern", "rome", "kyiv", "lima", "quito", "cairo", "delhi", "tokyo", "paris", "sofia",
    "dakar",
];

fn main() {
    let mut random = Random::from_args();
    let count = random.between(3, 8) as usize;
    let mut names = NAMES;
    random.shuffle(&mut names);
    let names = &names[..count];

    let slowest = random.between(1, count as u64 - 2) as usize;
    let others: Vec<usize> = (0..count).filter(|&place| place != slowest).collect();
    let mut takes: Vec<u64> =
        random.distinct(count, 4, 80).into_iter().map(|ticks| ticks * 50).collect();
    // In a third of the runs two answer at the same moment.
    if random.chance(1, 3) {
        let (one, other) = (*random.pick(&others), *random.pick(&others));
        takes[one] = takes[other];
    }
    takes[slowest] = 4000 + random.between(1, 40) * 50;

    let values = random.distinct(count, 10, 99);
    let mut answers: Vec<String> = values.iter().map(u64::to_string).collect();
    answers[*random.pick(&others)] = "offline".to_owned();
    if random.chance(1, 3) {
        answers[*random.pick(&others)] = "offline".to_owned();
    }

    print_args(&names.iter().map(|name| name.to_string()).collect::<Vec<_>>());
    let world: Vec<String> = (0..count)
        .map(|place| {
            format!("\"fetch {}\" = \"{} {}\"", names[place], takes[place], answers[place])
        })
        .collect();
    println!("lab = {{ {} }}", world.join(", "));
}
