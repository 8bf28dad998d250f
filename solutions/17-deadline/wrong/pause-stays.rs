//! # A pause is a pause
//!
//! "{line}" came at {at} and belongs at {right_at}: your pauses are all equally long. Each is to be
//! twice as long as the one before, so that a server in trouble gets more and more time.

use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        match timeout(limit, lab::ask(number)).await {
            Ok(answer) => return Some(answer),
            Err(_) => println!("try {number} timed out"),
        }
        if number < tries {
            sleep(pause).await;
        }
    }
    None
}
