//! # To run in the background is to have a thread
//!
//! Right times, but it cost {threads} threads where {max_threads} are plenty: `spawn_blocking`
//! gives every nap one of its own. A sleeping task needs no thread, so await `tokio::time::sleep`
//! in a spawned task.
//!
//! - source: `spawn_blocking(`
//! - same as: `thread-spawn`
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
            sleepers.push(tokio::task::spawn_blocking(move || nap(number, length)));
        }
    }
    for sleeper in sleepers {
        sleeper.await.expect("a nap does not panic");
    }
}

fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    thread::sleep(length);
    println!("{number}: done sleeping");
}
