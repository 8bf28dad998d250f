//! # Every way to say "blocking" is the same
//!
//! `block_in_place` moves the *other* tasks to another thread of the runtime, and this runtime has
//! only one, so it panics. `spawn_blocking` moves the *work* away, and that goes with every
//! runtime.

use std::time::Duration;

use tokio::task::block_in_place;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        bytes += block_in_place(|| lab::encode_frame(frame));
    }
    heart.abort();
    bytes
}
