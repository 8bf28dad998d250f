//! # To ask it to stop is to stop it
//!
//! The film was done at {right_last_at}, and you waited on until the heart had noticed: it looks at
//! its flag only after one more beat. `heart.abort()` stops it in the middle of its wait.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::sleep;

pub async fn encode_all(frames: usize, beat: Duration) -> u64 {
    let is_over = AtomicBool::new(false);
    let film = async {
        let mut bytes = 0;
        for frame in 0..frames {
            let encoded = spawn_blocking(move || lab::encode_frame(frame));
            bytes += encoded.await.expect("the encoder does not panic");
        }
        is_over.store(true, Ordering::Relaxed);
        bytes
    };
    let heart = async {
        let mut number = 0;
        while !is_over.load(Ordering::Relaxed) {
            sleep(beat).await;
            number += 1;
            println!("beat {number}");
        }
    };
    tokio::join!(film, heart).0
}
