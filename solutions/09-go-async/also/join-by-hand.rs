//! All naps in one task: what `join_all` of the futures crate does, written out.

mod plan;

use std::future::{Future, poll_fn};
use std::task::Poll;
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
            sleepers.push(Box::pin(nap(number, length)));
        }
    }
    // Asks every nap that is not over yet whether it is now; a nap that is leaves the list.
    poll_fn(|context| {
        sleepers.retain_mut(|sleeper| sleeper.as_mut().poll(context).is_pending());
        if sleepers.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

async fn nap(number: u32, length: Duration) {
    println!("{number}: start sleeping");
    sleep(length).await;
    println!("{number}: done sleeping");
}
