//! # On another thread, so it does not block
//!
//! The heart stood still for up to {held} at a time: the encoder has a thread of its own, but
//! `join()` stops the thread that calls it until the other is done, and that is the one that the
//! heart needs. Wait with `.await`, as for the handle of `spawn_blocking`.
//!
//! - source: `.join()`
//! - same as: `called-in-place`, `async-block`

use std::thread;
use std::time::Duration;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let mut bytes = 0;
    for frame in 0..frames {
        let encoded = thread::spawn(move || lab::encode_frame(frame));
        bytes += encoded.join().expect("the encoder does not panic");
    }
    heart.abort();
    bytes
}
