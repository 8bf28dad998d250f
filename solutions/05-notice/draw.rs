//! One plan and some questions about it.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, seconds};

fn main() {
    let mut random = Random::from_args();
    let to = random.between(8, 60);
    let count = random.between(2, 4) as usize;
    // Somebody must come after the first napper, or nobody is held up.
    let mut nappers = random.distinct(count, 1, to);
    nappers.sort();

    let mut naps: Vec<u64> = nappers.iter().map(|_| random.quarters(1, 12)).collect();
    // The last nap is not the longest: "the longest counts" and "the last counts" must differ.
    let last = count - 1;
    if naps[..last].iter().all(|nap| *nap <= naps[last]) {
        naps[0] = naps[last] + 750;
    }

    // Somebody who naps, somebody who is held up, and a few more, in any order; asking twice is
    // allowed.
    let mut questions = vec![*random.pick(&nappers), random.between(nappers[0] + 1, to)];
    for _ in 0..random.between(1, 4) {
        questions.push(random.between(1, to));
    }
    random.shuffle(&mut questions);

    let naps = nappers.iter().zip(naps).map(|(number, nap)| format!("{number}:{}", seconds(nap)));
    let mut args = vec![to.to_string()];
    args.extend(naps);
    args.push("--".to_string());
    args.extend(questions.iter().map(u64::to_string));
    print_args(&args);
}
