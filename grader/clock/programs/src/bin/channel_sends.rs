//! Hundreds of thousands of messages and no wait for any instant: what is left is the cost of
//! handing turns on. `std` or `tokio`, and how many.

use std::sync::mpsc::sync_channel;
use std::thread;

use tokio::sync::mpsc;

fn main() {
    let mut args = std::env::args().skip(1);
    let with_tokio = args.next().as_deref() == Some("tokio");
    let count: u64 = args.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let sum = if with_tokio { through_tokio(count) } else { through_std(count) };
    println!("{sum}");
}

/// One sender, one receiver, room for a hundred.
fn through_std(count: u64) -> u64 {
    let (sender, receiver) = sync_channel(100);
    thread::scope(|scope| {
        scope.spawn(move || {
            for number in 0..count {
                let _ = sender.send(number);
            }
        });
        receiver.iter().sum()
    })
}

/// Four senders on four workers, one receiver, room for a hundred.
#[tokio::main(worker_threads = 4)]
async fn through_tokio(count: u64) -> u64 {
    let (sender, mut receiver) = mpsc::channel(100);
    for first in 0..4 {
        let sender = sender.clone();
        tokio::spawn(async move {
            for number in (first..count).step_by(4) {
                let _ = sender.send(number).await;
            }
        });
    }
    drop(sender);
    let mut sum = 0;
    while let Some(number) = receiver.recv().await {
        sum += number;
    }
    sum
}
