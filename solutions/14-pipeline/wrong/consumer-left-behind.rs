//! # When all is queued, all is done
//!
//! You left at {end}, as soon as the last item was queued, and there was work until {right_end}: what
//! was still in the queue, or in the consumer's hands, is lost. Await the consumer as well.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, mut taken) = mpsc::channel(cap);
    tokio::spawn(async move {
        while let Some(item) = taken.recv().await {
            lab::use_item(item).await;
        }
    });
    for item in 1..=items {
        sleep(make).await;
        println!("producer: made {item}");
        queue.send(item).await.expect("the consumer is there");
        println!("producer: queued {item}");
    }
}
