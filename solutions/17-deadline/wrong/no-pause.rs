//! # Again, and at once
//!
//! "{line}" came at {at} and belongs at {right_at}: you ask again without a pause. A server that has no
//! time now has none a moment later.
//!
//! - source not: `sleep(pause`

use std::time::Duration;

use tokio::time::timeout;

pub async fn ask_with_deadline(limit: Duration, tries: u32, _pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        match timeout(limit, lab::ask(number)).await {
            Ok(answer) => return Some(answer),
            Err(_) => println!("try {number} timed out"),
        }
    }
    None
}
