//! # Sending never waits
//!
//! Nothing ever made the producer wait: you have "{line}" at {at}, when every place in the queue was
//! taken. With a slow consumer such a queue grows without end. Give the channel exactly `cap`
//! places, and wait for room with `send(..).await`.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, _cap: usize) {
    let (queue, mut taken) = mpsc::unbounded_channel();
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.send(item).expect("the consumer is there");
            println!("producer: queued {item}");
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
