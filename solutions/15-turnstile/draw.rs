//! One random run of 15. There are at least two downloads more than places, and no two take equally
//! long unless it is meant: or a batch would be over when its first is, and looked like a limit.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args};

const NAMES: [&str; 12] = [
    "tent", "map", "song", "film", "book", "game", "photo", "font", "theme", "lamp", "radio",
    "atlas",
];

fn main() {
    let mut random = Random::from_args();
    let at_once = random.between(2, 4);
    let count = random.between(at_once + 2, 9) as usize;
    let mut names = NAMES;
    random.shuffle(&mut names);

    let mut takes: Vec<u64> =
        random.distinct(count, 4, 100).into_iter().map(|ticks| ticks * 50).collect();
    // In a third of the runs two take equally long.
    if random.chance(1, 3) {
        takes[count - 1] = takes[0];
    }

    let mut args = vec![at_once.to_string()];
    args.extend(names[..count].iter().map(|name| name.to_string()));
    print_args(&args);
    let world: Vec<String> = (0..count)
        .map(|place| format!("\"download {}\" = \"{}\"", names[place], takes[place]))
        .collect();
    println!("lab = {{ {} }}", world.join(", "));
}
