//! Each request is a task, and a task that took too long is stopped.

use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        let mut request = tokio::spawn(lab::ask(number));
        if let Ok(answer) = timeout(limit, &mut request).await {
            return answer.ok();
        }
        request.abort();
        println!("try {number} timed out");
        if number < tries {
            sleep(pause).await;
            pause *= 2;
        }
    }
    None
}
