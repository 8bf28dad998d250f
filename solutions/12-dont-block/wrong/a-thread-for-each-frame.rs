//! # A frame needs a thread
//!
//! Right times, but it cost {threads} threads where {max_threads} are plenty: you made a new one
//! for every frame, and only one works at a time. `spawn_blocking` takes the same thread again and
//! again.
//!
//! - seen in: `300 frames`

use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        let (deliver, delivered) = oneshot::channel();
        thread::spawn(move || deliver.send(lab::encode_frame(frame)));
        bytes += delivered.await.expect("the encoder does not panic");
    }
    heart.abort();
    bytes
}
