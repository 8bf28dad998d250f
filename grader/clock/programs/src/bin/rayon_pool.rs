//! Work that is shared out among the threads of a rayon pool, each piece with a nap of its own.

use std::thread::sleep;
use std::time::{Duration, Instant};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

fn main() {
    let start = Instant::now();
    let pool = ThreadPoolBuilder::new().num_threads(4).build().expect("a pool");
    let (one, other) = pool.join(|| nap(2), || nap(3));
    println!("join {one} {other} after {:?}", start.elapsed());
    let naps: Vec<u64> = pool.install(|| (0..8).into_par_iter().map(|_| nap(1)).collect());
    println!("{} naps of a second after {:?}", naps.len(), start.elapsed());
    pool.scope(|scope| {
        for seconds in 1..=3 {
            scope.spawn(move |_| {
                println!("scope {} after {:?}", nap(seconds), start.elapsed());
            });
        }
    });
    println!("done after {:?}", start.elapsed());
}

fn nap(seconds: u64) -> u64 {
    sleep(Duration::from_secs(seconds));
    seconds
}
