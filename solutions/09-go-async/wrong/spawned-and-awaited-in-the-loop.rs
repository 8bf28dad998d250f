//! # Spawn and await make it run in the background
//!
//! Still one thing after another: the whole count took {end}, all the naps added up. You spawn each
//! nap and then wait for it at once: keep the handles, and await them after the loop.
//!
//! - source: `spawn(`
//! - source not: `thread::sleep`
//! - same as: `awaited-in-the-loop`
//! - same as: `blocked-in-the-loop`

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
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, length)) = naps.iter().find(|(napper, _)| *napper == number) {
            tokio::spawn(nap(number, length)).await.expect("a nap does not panic");
        }
    }
}

async fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    sleep(length).await;
    println!("{number}: done sleeping");
}
