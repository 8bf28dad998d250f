//! # Empty is over
//!
//! The consumer left before the first item was made, and at {end} `send` found nobody to send to:
//! `try_recv` does not wait, and gives an `Err` for a queue that is empty just now. `recv().await`
//! waits, and gives `None` only when nothing can come any more.
//!
//! - source: `try_recv`

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    let produce = async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.send(item).await.expect("the consumer is there");
            println!("producer: queued {item}");
        }
    };
    let consume = async move {
        while let Ok(item) = taken.try_recv() {
            lab::use_item(item).await;
        }
    };
    tokio::join!(produce, consume);
}
