//! The naps send word when they are over, and the count reports them as the words arrive.

mod plan;

use std::time::{Duration, Instant};

use plan::Plan;
use tokio::sync::mpsc;
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
    let (awake, mut woken) = mpsc::unbounded_channel();
    for number in 1..=to {
        println!("{number}");
        if let Some(&(_, length)) = naps.iter().find(|(napper, _)| *napper == number) {
            println!("{number}: start sleeping");
            let awake = awake.clone();
            tokio::spawn(async move {
                sleep(length).await;
                let _ = awake.send(number);
            });
        }
    }
    // The channel ends when the last sender is gone, and one of them is ours.
    drop(awake);
    while let Some(number) = woken.recv().await {
        println!("{number}: done sleeping");
    }
}
