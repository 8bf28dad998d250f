//! # A task is another thread
//!
//! The heart came too late: "{right}" belongs at {right_at}, and the task that encodes held the
//! thread for up to {held} at a time. A spawned task shares the thread with all the others. Hand
//! the encoder to a thread that may be held: `spawn_blocking` instead of `spawn`.
//!
//! - source: `spawn(`

use std::time::Duration;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        let encoded = tokio::spawn(async move { lab::encode_frame(frame) });
        bytes += encoded.await.expect("the encoder does not panic");
    }
    heart.abort();
    bytes
}
