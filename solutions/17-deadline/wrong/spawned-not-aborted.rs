//! # A timeout stops the task
//!
//! You stopped listening, and the server did not hear of it: `{right}` is missing at {right_at}. The
//! request is a task of its own, and the limit only ended your wait for its handle. Stop the task as
//! well, with `abort()`; or don't spawn it, and `timeout` drops the request.
//!
//! - source: `spawn(`

use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        if let Ok(answer) = timeout(limit, tokio::spawn(lab::ask(number))).await {
            return answer.ok();
        }
        println!("try {number} timed out");
        if number < tries {
            sleep(pause).await;
            pause *= 2;
        }
    }
    None
}
