//! One random run of 08. The encoding ends between two lines of the scrolling, never with one:
//! which of two timers of one instant comes first is nobody's mistake.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    let names = ["holiday", "Beach2024", "my.cat", "goal", "IMG.0042", "clip7", "Rome"];
    let name = random.pick(&names).to_string();
    let scrolls = if random.chance(1, 8) { 0 } else { random.between(1, 8) };
    let encoding = if random.chance(1, 8) {
        0
    } else {
        random.between(0, 9) * 1000 + *random.pick(&[250, 500, 750])
    };
    print_args(&[name, seconds(encoding), scrolls.to_string()]);
    print_features(&[
        ("the film ends first", encoding > 0 && encoding < scrolls * 1000),
        ("the scrolling ends first", scrolls > 0 && encoding > scrolls * 1000),
        ("nothing to scroll", scrolls == 0),
        ("no time at all", encoding == 0),
    ]);
}
