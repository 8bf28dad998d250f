//! A thousand threads that each sleep five times.

use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let threads: Vec<_> = (0..1000_u64)
        .map(|number| {
            thread::spawn(move || {
                for nap in 1..=5 {
                    thread::sleep(Duration::from_millis(number * 7 % 100 + nap * 100));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("the thread does not panic");
    }
    println!("took {:?}", start.elapsed());
}
