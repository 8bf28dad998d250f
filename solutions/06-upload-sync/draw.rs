//! One random run of 06: any name, any number of quarter seconds.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, seconds};

fn main() {
    let mut random = Random::from_args();
    // Names with dots, capitals and digits: `.mp4` is added to all of them alike.
    let names =
        ["holiday", "Beach2024", "my.cat", "goal", "IMG.0042", "birthday.v2", "clip7", "Rome"];
    let name = random.pick(&names).to_string();
    let encoding = random.quarters(1, 12);
    print_args(&[name, seconds(encoding)]);
}
