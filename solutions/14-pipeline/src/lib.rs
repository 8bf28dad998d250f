//! One makes, one uses, and a queue with few places lies between them.

use std::time::Duration;

use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::sleep;

/// A producer makes the items 1 to `items`, each in `make`, and puts them into a queue of `cap`
/// places; it prints `producer: made 1`, and `producer: queued 1` when the queue has taken it.
/// A consumer takes them out in turn and uses each with `lab::use_item(1).await`.
/// Comes back when the last item is used up.
pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, taken) = mpsc::channel(cap);
    tokio::join!(produce(queue, items, make), consume(taken));
}

/// Owns the only sender: when the last item is queued the channel ends.
async fn produce(queue: Sender<u32>, items: u32, make: Duration) {
    for item in 1..=items {
        sleep(make).await;
        println!("producer: made {item}");
        queue.send(item).await.expect("the consumer is there");
        println!("producer: queued {item}");
    }
}

async fn consume(mut taken: Receiver<u32>) {
    while let Some(item) = taken.recv().await {
        lab::use_item(item).await;
    }
}
