//! # To measure is to limit
//!
//! "{right}" belongs at {right_at}: you wait for the answer, however long it takes, and then look
//! whether it took too long. Nothing ends the wait. `timeout(limit, ..)` does.
//!
//! - source: `elapsed`

use std::time::Duration;

use tokio::time::{Instant, sleep};

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        let start = Instant::now();
        let answer = lab::ask(number).await;
        if start.elapsed() < limit {
            return Some(answer);
        }
        println!("try {number} timed out");
        if number < tries {
            sleep(pause).await;
            pause *= 2;
        }
    }
    None
}
