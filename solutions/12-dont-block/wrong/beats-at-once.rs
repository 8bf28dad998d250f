//! # An interval begins with a wait
//!
//! Your heart is one beat ahead: "{line}" came at {at}. The first tick of tokio's `interval` comes
//! at once, without a wait. Let it pass before the loop, or take `lab::heartbeat(beat)`, which does.

use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::interval;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let heart = tokio::spawn(async move {
        let mut beats = interval(beat);
        for number in 1.. {
            beats.tick().await;
            println!("beat {number}");
        }
    });
    let mut bytes = 0;
    for frame in 0..frames {
        let encoded = spawn_blocking(move || lab::encode_frame(frame));
        bytes += encoded.await.expect("the encoder does not panic");
    }
    heart.abort();
    bytes
}
