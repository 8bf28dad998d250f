//! # To look is to wait
//!
//! You woke up {wakeups} times to look whether the answer was there: `is_finished()` in a loop wakes
//! the program for nothing, and sees the answer a moment too late. `timeout` waits for the answer.
//!
//! - source: `is_finished`

use std::time::Duration;

use tokio::time::{Instant, sleep};

pub async fn ask_with_deadline(limit: Duration, tries: u32, pause: Duration) -> Option<u64> {
    let mut pause = pause;
    for number in 1..=tries {
        if number > 1 {
            sleep(pause).await;
            pause *= 2;
        }
        println!("try {number}");
        let answer = tokio::spawn(lab::ask(number));
        let end = Instant::now() + limit;
        while !answer.is_finished() && Instant::now() < end {
            sleep(Duration::from_millis(1)).await;
        }
        if answer.is_finished() {
            return answer.await.ok();
        }
        answer.abort();
        let _ = answer.await;
        println!("try {number} timed out");
    }
    None
}
