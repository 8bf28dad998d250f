//! One run that counts somewhere else than to 30.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

fn main() {
    let mut random = Random::from_args();
    // To 1 every number stands on one line anyway, so a fixed run has that case. To 30 nobody can
    // tell what ignores the argument, and to 31 not from what stops one short.
    let to = match random.between(2, 59) {
        30 | 31 => 60,
        _ if random.chance(1, 8) => 0,
        other => other,
    };
    print_args(&[to.to_string()]);
    print_features(&[("nothing to count", to == 0)]);
}
