//! # The channel knows when I am through
//!
//! Every item is used up, and you are stuck at {end}: the consumer waits for one more, because a
//! `Sender` is still alive somewhere. The channel ends when the last of them is gone. Move it into
//! the producer, or `drop` the one that you kept.
//!
//! - source: `channel(`

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let producer = queue.clone();
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            producer.send(item).await.expect("the consumer is there");
            println!("producer: queued {item}");
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
    drop(queue);
}
