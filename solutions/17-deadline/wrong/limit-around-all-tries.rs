//! # One limit for everything
//!
//! At {last_at} all was over. Your limit lies around the whole loop, so it ends all tries together.
//! Each try has a limit of its own: put the `timeout` inside the loop, around `lab::ask`.

use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, pause: Duration) -> Option<u64> {
    let all = async {
        for number in 1..=tries {
            println!("try {number}");
            let answer = lab::ask(number).await;
            if answer > 0 {
                return Some(answer);
            }
            sleep(pause).await;
        }
        None
    };
    let answer = timeout(limit, all).await;
    if answer.is_err() {
        println!("try 1 timed out");
    }
    answer.ok()?
}
