//! One random run of 08. The encoding ends between two lines of the scrolling, never with one;
//! in two runs of five it ends before the scrolling does.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, seconds};

fn main() {
    let mut random = Random::from_args();
    let names = ["holiday", "Beach2024", "my.cat", "goal", "IMG.0042", "clip7", "Rome"];
    let name = random.pick(&names).to_string();
    let (whole, scrolls) = if random.chance(2, 5) {
        let whole = random.between(2, 7);
        (whole, random.between(whole + 1, 8))
    } else {
        let whole = random.between(2, 9);
        (whole, random.between(1, whole.min(8)))
    };
    let encoding = whole * 1000 + *random.pick(&[250, 500, 750]);
    print_args(&[name, seconds(encoding), scrolls.to_string()]);
}
