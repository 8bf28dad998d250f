//! One random run of 09. In every run a later napper wakes before an earlier one, or the order of
//! the reports would show nothing; in half of them two nappers wake at the same moment.

#[path = "../random.rs"]
mod random;

use std::collections::BTreeSet;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    let to = random.between(12, 60);
    let naps = loop {
        let count = random.between(2, 6) as usize;
        let mut naps: Vec<(u64, u64)> = random
            .distinct(count, 1, to)
            .into_iter()
            .map(|number| (number, random.between(1, 48) * 250))
            .collect();
        if random.chance(1, 2) {
            naps[0].1 = naps[1].1;
        }
        let later_wakes_first =
            naps.iter().any(|early| naps.iter().any(|late| early.0 < late.0 && late.1 < early.1));
        if later_wakes_first {
            break naps;
        }
    };

    let file = *random.pick(&["record.txt", "sync-time.txt", "02.record"]);
    // Not the sum of the naps: the record has to be read, it cannot be worked out.
    let record = random.between(1, 99_999);
    let newline = if random.chance(1, 2) { "\n" } else { "" };

    let mut args = vec![to.to_string()];
    args.extend(naps.iter().map(|(number, length)| format!("{number}:{}", seconds(*length))));
    args.push(format!("record={file}"));
    print_args(&args);
    let lengths = naps.iter().map(|(_, length)| length);
    let distinct = lengths.clone().collect::<BTreeSet<_>>().len();
    print_features(&[
        ("equal naps", distinct < naps.len()),
        ("descending", naps.is_sorted_by(|one, next| one.0 > next.0)),
    ]);
    println!("files = {{ {file:?} = {:?} }}", format!("{record}{newline}"));
}
