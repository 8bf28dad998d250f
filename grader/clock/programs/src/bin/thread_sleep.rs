//! A thread sleeps twice; both clocks say for how long.

use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

fn main() {
    let (stopwatch, wall) = (Instant::now(), SystemTime::now());
    sleep(Duration::from_secs(8));
    println!("eight");
    sleep(Duration::from_secs(12));
    println!("stopwatch {:?}", stopwatch.elapsed());
    println!("wall clock {:?}", wall.elapsed().unwrap_or_default());
}
