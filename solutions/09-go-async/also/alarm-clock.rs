//! No tasks at all: one list of the times at which a napper wakes, soonest first.

mod plan;

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

async fn count_async(to: u32, mut naps: Vec<(u32, Duration)>) {
    let start = tokio::time::Instant::now();
    for number in 1..=to {
        println!("{number}");
        if naps.iter().any(|(napper, _)| *napper == number) {
            println!("{number}: start sleeping");
        }
    }
    naps.sort_by_key(|(_, length)| *length);
    for (number, length) in naps {
        tokio::time::sleep_until(start + length).await;
        println!("{number}: done sleeping");
    }
}
