//! One random run of 15. Mostly there are at least two downloads more than places, and no two take
//! equally long unless it is meant: or a batch would be over when its first is, and looked like a
//! limit.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

const NAMES: [&str; 12] = [
    "tent", "map", "song", "film", "book", "game", "photo", "font", "theme", "lamp", "radio",
    "atlas",
];

fn main() {
    let mut random = Random::from_args();
    let at_once = if random.chance(1, 8) { 1 } else { random.between(2, 4) };
    let count = match random.between(1, 8) {
        1 => 0,
        2 => at_once,
        _ => random.between(at_once + 2, 9),
    };
    let count = count as usize;
    let mut names = NAMES;
    random.shuffle(&mut names);

    let mut takes: Vec<u64> =
        random.distinct(count, 4, 100).into_iter().map(|ticks| ticks * 50).collect();
    // In a third of the runs two take equally long.
    if count > 0 && random.chance(1, 3) {
        takes[count - 1] = takes[0];
    }

    let mut args = vec![at_once.to_string()];
    args.extend(names[..count].iter().map(|name| name.to_string()));
    print_args(&args);
    let world: Vec<String> = (0..count)
        .map(|place| format!("\"download {}\" = \"{}\"", names[place], takes[place]))
        .collect();
    println!("lab = {{ {} }}", world.join(", "));
    print_features(&[
        ("no downloads", count == 0),
        ("one place", at_once == 1 && count > 1),
        ("just enough places", count as u64 == at_once),
        ("two take equally long", count > 1 && takes[0] == takes[count - 1]),
    ]);
}
