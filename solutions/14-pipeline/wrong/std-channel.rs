//! # A channel is a channel
//!
//! Stuck at {end}: `recv()` of `std::sync::mpsc` stops the thread until something comes, and the
//! producer would have to run on that thread. Use the channel of tokio, whose `recv().await` and
//! `send(..).await` let others run meanwhile.

use std::sync::mpsc;
use std::time::Duration;

use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, taken) = mpsc::sync_channel(cap);
    let produce = async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            queue.send(item).expect("the consumer is there");
            println!("producer: queued {item}");
        }
    };
    let consume = async move {
        while let Ok(item) = taken.recv() {
            lab::use_item(item).await;
        }
    };
    tokio::join!(produce, consume);
}
