//! # The item in use is in the queue
//!
//! Your queue has one place too many: you have "{line}" at {at}, and by then `cap` items were waiting
//! already. The item that is in use needs no place, because the consumer has taken it out: the
//! channel has exactly `cap` places.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap + 1);
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.send(item).await.expect("the consumer is there");
            println!("producer: queued {item}");
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
