//! One random run of 07: the pause is shorter than the encoding.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, seconds};

fn main() {
    let mut random = Random::from_args();
    let names = ["holiday", "Beach2024", "my.cat", "goal", "IMG.0042", "clip7", "Rome"];
    let name = random.pick(&names).to_string();
    let encoding = random.quarters(1, 12);
    // In quarters, from the shortest pause to one that just ends before an encoding would.
    let pause = random.between(1, encoding / 250 - 1) * 250;
    print_args(&[name, seconds(encoding), seconds(pause)]);
}
