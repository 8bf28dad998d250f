//! # Whatever I start I must wait for
//!
//! The film was done at {right_last_at}, and you went on waiting for the heart until it was worn
//! out: `join!` waits for both, and a heart never stops by itself. Make it a task, and stop it when
//! the last frame is done: `heart.abort()`.
//!
//! - same as: `heart-task-awaited`

use std::time::Duration;

use tokio::task::spawn_blocking;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let film = async {
        let mut bytes = 0;
        for frame in 0..frames {
            let encoded = spawn_blocking(move || lab::encode_frame(frame));
            bytes += encoded.await.expect("the encoder does not panic");
        }
        bytes
    };
    tokio::join!(film, lab::heartbeat(beat)).0
}
