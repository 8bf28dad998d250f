//! Counts, and lets some numbers sleep without keeping the others waiting.

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

/// Prints 1 to `to`. A number of `naps` then sleeps as long as the plan says, and announces it:
/// `8: start sleeping`, `8: done sleeping`. Comes back when everybody is awake again.
async fn count_async(to: u32, naps: Vec<(u32, Duration)>) {
    let mut sleepers = Vec::new();
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, length)) = naps.iter().find(|(napper, _)| *napper == number) {
            // Only started here: an `.await` in this loop would stop the count itself.
            sleepers.push(tokio::spawn(nap(number, length)));
        }
    }

    // All of them sleep already, so waiting for one costs the others nothing: together this takes
    // as long as the longest nap. And it has to be done, or `main` leaves while they sleep.
    for sleeper in sleepers {
        sleeper.await.expect("a nap does not panic");
    }
}

/// One nap. It reports its own end, so nobody has to be watching at the right moment.
async fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    sleep(length).await;
    println!("{number}: done sleeping");
}
