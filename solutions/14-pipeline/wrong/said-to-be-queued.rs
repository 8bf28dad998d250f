//! # What I sent has arrived
//!
//! You say "{line}" at {at}, and it is not: the queue was full, `try_send` gave an `Err`, and the item
//! is lost. `send(..).await` waits until there is room.
//!
//! - source: `try_send`

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            let _ = queue.try_send(item);
            println!("producer: queued {item}");
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
