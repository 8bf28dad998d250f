//! # Sending sends
//!
//! You say of every item that it is queued, and the consumer never got one: `queue.send(item)` only
//! makes a future, and nothing is sent until it is awaited. The compiler warned you of an unused
//! future. Write `queue.send(item).await`.
//!
//! - finding: `unused_must_use`

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.send(item);
            println!("producer: queued {item}");
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
