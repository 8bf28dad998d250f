//! # A task ends with the function that spawned it
//!
//! The heart outlived the film: "{line}" came at {at}, when all was done. A dropped handle does not
//! stop its task. Stop it yourself when the last frame is done: `heart.abort()`.

use std::time::Duration;

use tokio::task::spawn_blocking;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        let encoded = spawn_blocking(move || lab::encode_frame(frame));
        bytes += encoded.await.expect("the encoder does not panic");
    }
    bytes
}
