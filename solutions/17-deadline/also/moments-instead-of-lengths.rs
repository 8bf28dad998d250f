//! Deadlines as moments: a try has to be over by then.

use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

pub async fn ask_with_deadline(limit: Duration, tries: u32, pause: Duration) -> Option<u64> {
    let mut begin = Instant::now();
    let mut pause = pause;
    for number in 1..=tries {
        sleep_until(begin).await;
        println!("try {number}");
        let deadline = begin + limit;
        match timeout_at(deadline, lab::ask(number)).await {
            Ok(answer) => return Some(answer),
            Err(_) => println!("try {number} timed out"),
        }
        begin = deadline + pause;
        pause *= 2;
    }
    None
}
