//! A queue without a bound, and a permit for each of its places.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};
use tokio::time::sleep;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let places = Arc::new(Semaphore::new(cap));
    let (queue, mut taken) = mpsc::unbounded_channel();
    let producer = tokio::spawn(async move {
        for item in 1..=items {
            sleep(make).await;
            println!("producer: made {item}");
            let place = Arc::clone(&places).acquire_owned().await.expect("it is never closed");
            queue.send((item, place)).expect("the consumer is there");
            println!("producer: queued {item}");
        }
    });
    while let Some((item, place)) = taken.recv().await {
        drop(place);
        lab::use_item(item).await;
    }
    producer.await.expect("the producer does not panic");
}
