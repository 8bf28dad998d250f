//! One plan of naps, in no particular order.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    let to = random.between(5, 40);
    let count = random.between(1, 4) as usize;
    let mut nappers = random.distinct(count, 1, to);
    // The edges are where an early or a late pause shows: often the first number naps, often
    // the last.
    if random.chance(1, 3) && !nappers.contains(&1) {
        nappers[0] = 1;
    }
    if random.chance(1, 3) && !nappers.contains(&to) {
        nappers[count - 1] = to;
    }
    let mut naps: Vec<u64> = nappers.iter().map(|_| random.quarters(1, 12)).collect();
    if random.chance(1, 3) {
        naps[0] = naps[count - 1];
    }

    let plan = nappers.iter().zip(&naps);
    let plan = plan.map(|(number, nap)| format!("{number}:{}", seconds(*nap)));
    let args: Vec<String> = [to.to_string()].into_iter().chain(plan).collect();
    print_args(&args);
    print_features(&[
        ("equal naps", count > 1 && naps[0] == naps[count - 1]),
        ("descending", nappers.is_sorted_by(|one, next| one > next) && count > 1),
        ("ascending", nappers.is_sorted() && count > 1),
    ]);
}
