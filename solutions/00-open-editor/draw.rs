//! One run with another name.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args};

fn main() {
    let mut random = Random::from_args();
    let first = ["Grace", "Alan", "Barbara", "Edsger", "Katherine", "Linus", "Radia", "Zoë"];
    let last = ["", "", " Hopper", " Turing", " Liskov", " Johnson", " O'Neil", " Šimečková"];
    print_args(&[format!("{}{}", random.pick(&first), random.pick(&last))]);
}
