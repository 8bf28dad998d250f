//! A `JoinSet` instead of a vector of handles, and a runtime with worker threads.

mod plan;

use std::time::{Duration, Instant};

use plan::Plan;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main]
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
    let mut sleepers = JoinSet::new();
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, length)) = naps.iter().find(|(napper, _)| *napper == number) {
            sleepers.spawn(nap(number, length));
        }
    }
    sleepers.join_all().await;
}

async fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    sleep(length).await;
    println!("{number}: done sleeping");
}
