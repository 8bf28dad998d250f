//! # Calling it starts it
//!
//! `main` left at {end}, and nobody had even begun to sleep: a future does nothing until it is
//! awaited or spawned. Spawn each nap, and await the handles after the loop.
//!
//! - source not: `spawn(`
//! - same as: `handles-dropped`

mod plan;

use std::time::{Duration, Instant};

use plan::Plan;
use tokio::time::sleep;

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
            sleepers.push(nap(number, length));
        }
    }
}

async fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    sleep(length).await;
    println!("{number}: done sleeping");
}
