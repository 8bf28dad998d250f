//! # The more at once, the better
//!
//! The frames overtook each other: "{line}" came at {at}. Each frame is encoded from the one before
//! it, so start the next when the last is done: await each handle before you spawn the next.

use std::time::Duration;

use tokio::task::spawn_blocking;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(lab::heartbeat(beat));
    let film: Vec<_> =
        (0..frames).map(|frame| spawn_blocking(move || lab::encode_frame(frame))).collect();
    let mut bytes = 0;
    for encoded in film {
        bytes += encoded.await.expect("the encoder does not panic");
    }
    heart.abort();
    bytes
}
