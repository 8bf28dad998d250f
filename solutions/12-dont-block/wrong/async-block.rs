//! # An async block makes code async
//!
//! The heart stood still for up to {held} at a time: there is an `async` around `encode_frame`, and no
//! `.await` in it, so it holds the thread as it did without. An async block does not make blocking
//! code non-blocking. Hand it to a thread that may be held: `spawn_blocking`.
//!
//! - source not: `.join()`
//! - same as: `called-in-place`, `thread-joined`

use std::time::Duration;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        bytes += async move { lab::encode_frame(frame) }.await;
    }
    heart.abort();
    bytes
}
