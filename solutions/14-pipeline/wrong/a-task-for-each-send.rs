//! # Something waits, so there is back-pressure
//!
//! Each `send` waits in a task of its own, and the producer goes on making: you have "{line}" at
//! {at}. Now the queue is short and the row of waiting tasks grows without end. Let the producer
//! itself wait: `queue.send(item).await` in its own loop.
//!
//! - source: `spawn(`

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            let queue = queue.clone();
            tokio::spawn(async move {
                queue.send(item).await.expect("the consumer is there");
                println!("producer: queued {item}");
            });
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
