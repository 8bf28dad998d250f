//! # Beside a spawned task I may take my time
//!
//! The heart stood still for up to {held} at a time: `encode_frame` was called right here, on the
//! only thread there is, and while it works nobody else runs. Hand it to a thread that may be held:
//! `spawn_blocking(move || lab::encode_frame(frame)).await`.
//!
//! - source not: `async move {`
//! - source not: `async {`
//! - source not: `.join()`
//! - same as: `async-block`, `thread-joined`

use std::time::Duration;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        bytes += lab::encode_frame(frame);
    }
    heart.abort();
    bytes
}
