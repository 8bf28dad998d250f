//! # They finish in the order in which I await them
//!
//! {right.actor} woke at {right_at}, but you reported it {late} later, because you were still
//! waiting for one before it. Let each nap report its own end.

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
            println!("{number}: start sleeping");
            sleepers.push((number, tokio::spawn(sleep(length))));
        }
    }
    for (number, sleeper) in sleepers {
        sleeper.await.expect("a nap does not panic");
        println!("{number}: done sleeping");
    }
}
