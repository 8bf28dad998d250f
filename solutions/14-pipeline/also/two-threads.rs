//! A thread for each side, and the bounded channel of `std` between them.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

pub async fn pipeline(items: u32, make: Duration, cap: usize) {
    let (queue, taken) = mpsc::sync_channel(cap);
    let producer = spawn_blocking(move || {
        for item in 1..=items {
            thread::sleep(make);
            println!("producer: made {item}");
            queue.send(item).expect("the consumer is there");
            println!("producer: queued {item}");
        }
    });
    let runtime = Handle::current();
    let consumer = spawn_blocking(move || {
        for item in taken {
            runtime.block_on(lab::use_item(item));
        }
    });
    producer.await.expect("the producer does not panic");
    consumer.await.expect("the consumer does not panic");
}
