//! One random run: on threads or on tasks. A later video is always ready before an earlier one, or
//! the order in which they are waited for would show nothing.

#[path = "../random.rs"]
mod random;

use std::collections::BTreeSet;

use random::{Random, print_args, print_features, seconds};

fn main() {
    let mut random = Random::from_args();
    let on_threads = random.chance(1, 2);
    let count = random.between(2, 6) as usize;
    let mut lengths: Vec<u64> = (0..count).map(|_| random.between(1, 48) * 250).collect();
    // The first is the longest.
    lengths.sort_by_key(|length| std::cmp::Reverse(*length));
    lengths[0] += 250;
    if count > 3 && random.chance(1, 2) {
        lengths.swap(1, 2);
    }
    let names = ["holiday", "cat", "dog", "goal", "wedding", "garden"];
    let videos = names.iter().zip(&lengths);
    let mut args = vec![if on_threads { "threads" } else { "tasks" }.to_owned()];
    args.extend(videos.map(|(name, length)| format!("{name}:{}", seconds(*length))));
    print_args(&args);
    println!("bounds = {{ {} }}", if on_threads { "tasks_spawned = 0" } else { "threads = 8" });
    let distinct = lengths.iter().collect::<BTreeSet<_>>().len();
    print_features(&[
        ("on threads", on_threads),
        ("on tasks", !on_threads),
        ("two are ready at once", distinct < count),
    ]);
}
