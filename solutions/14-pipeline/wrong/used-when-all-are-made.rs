//! # First gather, then work
//!
//! The consumer took everything out of the queue and put it aside, and used the first item only
//! when the last was made: "{right}" belongs at {right_at}. So no place was ever taken for long, and
//! nobody had to wait. Use each item before you take the next.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.send(item).await.expect("the consumer is there");
            println!("producer: queued {item}");
        }
    });
    let mut all = Vec::new();
    while let Some(item) = taken.recv().await {
        all.push(item);
    }
    for item in all {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
