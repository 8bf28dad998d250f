//! # A consumer is a task for each item
//!
//! Items were used at the same time: "{line}" came at {at}, while the one before was still in use.
//! There is one consumer, and it uses one item after the other: `lab::use_item(item).await` in its
//! loop, not in a task of its own.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
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
    let mut uses = JoinSet::new();
    while let Some(item) = taken.recv().await {
        uses.spawn(lab::use_item(item));
    }
    uses.join_all().await;
    producer.await.expect("the producer does not panic");
}
