//! # To yield now and then is enough
//!
//! You let the others run between two frames, and a frame itself still stopped them, for up to
//! {held}: "{right}" belongs at {right_at}. Nobody can step in while `encode_frame` works, so it
//! has to work on another thread: `spawn_blocking`.
//!
//! - source: `yield_now(`

use std::time::Duration;

use tokio::task::yield_now;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        bytes += lab::encode_frame(frame);
        yield_now().await;
    }
    heart.abort();
    bytes
}
