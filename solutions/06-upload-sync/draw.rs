//! One random run of 06: any name, any number of quarter seconds.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    // Names with dots, capitals and digits: `.mp4` is added to all of them alike.
    let names =
        ["holiday", "Beach2024", "my.cat", "goal", "IMG.0042", "birthday.v2", "clip7", "Rome"];
    let name = random.pick(&names).to_string();
    let encoding = if random.chance(1, 8) { 0 } else { random.quarters(1, 12) };
    print_args(&[name, seconds(encoding)]);
    print_features(&[("no time at all", encoding == 0)]);
}
