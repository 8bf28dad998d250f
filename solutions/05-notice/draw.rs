//! One plan and some questions about it.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    let to = random.between(8, 60);
    let count = random.between(2, 4) as usize;
    // A number must come after the first napper, or nothing is held up.
    let mut nappers = random.distinct(count, 1, to);
    nappers.sort();

    let mut naps: Vec<u64> = nappers.iter().map(|_| random.quarters(1, 12)).collect();
    // Sometimes one as long as another, or each shorter than the one before.
    if random.chance(1, 4) {
        naps[0] = naps[count - 1];
    } else if random.chance(1, 4) {
        naps.sort();
        naps.reverse();
    }

    // A number that naps, one that is held up, and a few more, in any order; asking twice is
    // allowed.
    let mut questions = vec![*random.pick(&nappers), random.between(nappers[0] + 1, to)];
    for _ in 0..random.between(1, 4) {
        questions.push(random.between(1, to));
    }
    random.shuffle(&mut questions);

    let falls = |lengths: &[u64]| lengths.is_sorted_by(|one, next| one > next);
    let features = [
        ("equal naps", naps[0] == naps[count - 1]),
        ("each nap shorter", falls(&naps)),
        ("asked backwards", falls(&questions)),
        ("asked twice", (1..questions.len()).any(|it| questions[..it].contains(&questions[it]))),
    ];
    let naps = nappers.iter().zip(naps).map(|(number, nap)| format!("{number}:{}", seconds(nap)));
    let mut args = vec![to.to_string()];
    args.extend(naps);
    args.push("--".to_string());
    args.extend(questions.iter().map(u64::to_string));
    print_args(&args);
    print_features(&features);
}
