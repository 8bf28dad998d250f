//! # A timer starts anew by itself
//!
//! "{line}" came at {at}, and try 2 had no time at all: the timer was made once, before the loop, and
//! the first try had used it up. What is over stays over. Make a new one for each try.
//!
//! - source: `select!`

use std::pin::pin;
use std::time::Duration;

use tokio::time::sleep;

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    let mut deadline = pin!(sleep(limit));
    for number in 1..=tries {
        println!("try {number}");
        tokio::select! {
            biased;
            answer = lab::ask(number) => return Some(answer),
            () = &mut deadline => println!("try {number} timed out"),
        }
        if number < tries {
            sleep(pause).await;
            pause *= 2;
        }
    }
    None
}
