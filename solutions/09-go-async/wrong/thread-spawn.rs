//! # async is another word for threads
//!
//! Right times, but it cost {threads} threads where {max_threads} are plenty: you made one for
//! every nap. A sleeping task needs no thread, so await `tokio::time::sleep` in a spawned task.
//!
//! - source not: `spawn_blocking(`
//! - same as: `spawn-blocking`
//! - seen in: `40 naps`

mod plan;

use std::thread;
use std::time::{Duration, Instant};

use plan::Plan;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { to, naps, record } = Plan::from_args();

    let watch = Instant::now();
    count_async(to, naps).await;
    let took = watch.elapsed().as_millis();

    match record {
        Some(sync) => println!("sync took {sync} ms, async took {took} ms"),
        None => println!("async took {took} ms"),
    }
}

async fn count_async(to: u32, naps: Vec<(u32, Duration)>) {
    let mut sleepers = Vec::new();
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, length)) = naps.iter().find(|(napper, _)| *napper == number) {
            sleepers.push(thread::spawn(move || nap(number, length)));
        }
    }
    for sleeper in sleepers {
        sleeper.join().expect("a nap does not panic");
    }
}

fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    thread::sleep(length);
    println!("{number}: done sleeping");
}
