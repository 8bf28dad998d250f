//! # Every handle has to be awaited
//!
//! The film was done at {right_last_at}, and you went on waiting for the heart until it was worn
//! out: its task does not end with the film, and its handle waits until it does. Stop it when the
//! last frame is done: `heart.abort()`.
//!
//! - same as: `heart-awaited`

use std::time::Duration;

use tokio::task::spawn_blocking;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        let encoded = spawn_blocking(move || lab::encode_frame(frame));
        bytes += encoded.await.expect("the encoder does not panic");
    }
    heart.await.expect("the heart does not panic");
    bytes
}
