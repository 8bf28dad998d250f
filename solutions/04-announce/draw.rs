//! One plan of naps, in no particular order.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, seconds};

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
    // Somebody naps before the last number, so that there is a line to come late.
    if nappers == [to] {
        nappers.push(random.between(1, to - 1));
    }
    let naps = nappers.into_iter().map(|number| {
        let mut nap = random.quarters(1, 12);
        // 8 napping for 8 s would hide who sleeps by number.
        if nap == number * 1000 {
            nap += 500;
        }
        format!("{number}:{}", seconds(nap))
    });
    let args: Vec<String> = [to.to_string()].into_iter().chain(naps).collect();
    print_args(&args);
}
