//! # First a place, then the work
//!
//! "{line}" came {late} late: your producer waits for a place in the queue before it begins to make
//! the item, and the time of waiting is lost for making. Make it first, then wait for room.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            let place = queue.reserve().await.expect("the consumer is there");
            sleep(make).await;
            println!("producer: made {item}");
            place.send(item);
            println!("producer: queued {item}");
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
