//! # Full is an error, and errors are left alone
//!
//! You threw items away, and {count} lines came of {right_count}: the queue was full, `try_send` said so
//! with an `Err`, and nobody listened. `send(..).await` waits until there is room.
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
            if queue.try_send(item).is_ok() {
                println!("producer: queued {item}");
            }
        }
    });
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
