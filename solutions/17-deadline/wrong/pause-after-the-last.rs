//! # After every try comes a pause
//!
//! You gave up at {at} and could have at {right_at}: after the last try you paused, and there was
//! nothing left to try. A pause stands *between* two tries.

use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        match timeout(limit, lab::ask(number)).await {
            Ok(answer) => return Some(answer),
            Err(_) => println!("try {number} timed out"),
        }
        sleep(pause).await;
        pause *= 2;
    }
    None
}
