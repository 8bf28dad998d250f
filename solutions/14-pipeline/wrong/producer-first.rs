//! # First make, then use
//!
//! Stuck at {end}, after "{last}": the producer waits for room in the queue, and the consumer has
//! not begun, because it waits for the producer to be through. Run them at the same time, with
//! `tokio::join!` or a task of its own for one of them.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    for item in 1..=items {
        sleep(make).await;
        println!("producer: made {item}");
        queue.send(item).await.expect("the consumer is there");
        println!("producer: queued {item}");
    }
    drop(queue);
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
}
