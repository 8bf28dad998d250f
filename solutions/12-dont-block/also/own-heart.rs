//! A heart of our own, and a `JoinSet`, which stops its tasks when it is dropped.

use std::time::Duration;

use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{Instant, sleep_until};

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let mut hearts = JoinSet::new();
    hearts.spawn(async move {
        let mut next = Instant::now();
        for number in 1.. {
            next += beat;
            sleep_until(next).await;
            println!("beat {number}");
        }
    });
    let mut bytes = 0;
    for frame in 0..frames {
        let encoded = spawn_blocking(move || lab::encode_frame(frame));
        bytes += encoded.await.expect("the encoder does not panic");
    }
    bytes
}
