//! A message every three seconds, and a rest of four that is made anew in each round.
//!
//! - when: `message 2`
//! - when: `rest`

use std::time::Duration;
use tokio::time::{Instant, interval_at, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let three = Duration::from_secs(3);
    let mut messages = interval_at(Instant::now() + three, three);
    for number in 1..=3 {
        tokio::select! {
            _ = messages.tick() => println!("message {number}"),
            () = sleep(Duration::from_secs(4)) => println!("rest"),
        }
    }
}
