//! # "async" makes it concurrent
//!
//! Still one thing after another: the whole count took {end}, all the naps added up. Your code is
//! async, but `.await` in the loop stops the loop. Start each nap on its own (`tokio::spawn`), and
//! count on.
//!
//! - source not: `spawn(`
//! - source not: `thread::sleep`
//! - same as: `spawned-and-awaited-in-the-loop`
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
            println!("{number}: start sleeping");
            sleep(length).await;
            println!("{number}: done sleeping");
        }
    }
}
