//! # A sleep in an async function is an async sleep
//!
//! Still one thing after another: the whole count took {end}, all the naps added up.
//! `std::thread::sleep` stops the loop, for up to {held} at a time, in an async function too. Use
//! `tokio::time::sleep(..).await`, and let each nap run on its own (`tokio::spawn`).
//!
//! - source: `thread::sleep`
//! - same as: `awaited-in-the-loop`
//! - same as: `spawned-and-awaited-in-the-loop`

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
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, length)) = naps.iter().find(|(napper, _)| *napper == number) {
            println!("{number}: start sleeping");
            thread::sleep(length);
            println!("{number}: done sleeping");
        }
    }
}
