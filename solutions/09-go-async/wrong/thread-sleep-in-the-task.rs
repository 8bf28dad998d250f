//! # A sleep is a sleep
//!
//! The naps came one after the other and ended at {end} instead of {right_end}:
//! `std::thread::sleep` holds the thread that they share, for up to {held} at a time, and
//! `tokio::time::sleep(..).await` gives it back.

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
            sleepers.push(tokio::spawn(nap(number, length)));
        }
    }
    for sleeper in sleepers {
        sleeper.await.expect("a nap does not panic");
    }
}

async fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    thread::sleep(length);
    println!("{number}: done sleeping");
}
