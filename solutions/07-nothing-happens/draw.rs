//! One random run of 07: a pause and an encoding, and now and then none of one of them.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    let names = ["holiday", "Beach2024", "my.cat", "goal", "IMG.0042", "clip7", "Rome"];
    let name = random.pick(&names).to_string();
    let encoding = if random.chance(1, 8) { 0 } else { random.quarters(1, 12) };
    let pause = if random.chance(1, 8) { 0 } else { random.quarters(1, 12) };
    print_args(&[name, seconds(encoding), seconds(pause)]);
    // Whatever begins the upload before its `.await` is found by which of the two is longer.
    print_features(&[
        ("a longer pause", pause > encoding && encoding > 0),
        ("a longer encoding", encoding > pause && pause > 0),
        ("no pause", pause == 0 && encoding > 0),
        ("no time at all", encoding == 0),
    ]);
}
