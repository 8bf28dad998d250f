//! One random run of 14. Each item takes at least twice as long to use as to make, and mostly there
//! are more of them than the queue and the consumer can hold, so that the producer has to wait.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    let cap = random.between(1, 5);
    let items = match random.between(1, 8) {
        1 => 0,
        2 => 1,
        _ => cap + random.between(4, 9),
    };
    let make = if random.chance(1, 6) { 0 } else { random.between(4, 20) * 10 };
    print_args(&[items.to_string(), make.to_string(), cap.to_string()]);

    let uses: Vec<String> = (1..=items)
        .map(|item| {
            // Sometimes just so long that the end of a use falls on the end of a making.
            let takes = if make > 0 && random.chance(1, 3) {
                random.between(2, 5) * make
            } else {
                2 * make + random.between(1, 40) * 10
            };
            format!("\"use_item {item}\" = \"{takes}\"")
        })
        .collect();
    println!("lab = {{ {} }}", uses.join(", "));
    print_features(&[
        ("no items", items == 0),
        ("one item", items == 1),
        ("no time to make", make == 0 && items > 1),
    ]);
}
