//! # The first try does not count
//!
//! You tried once more than was asked for. {arg2} tries are {arg2} in all: the first one counts, too.

use std::time::Duration;

use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    for number in 1..=tries + 1 {
        if number > 1 {
            sleep(pause).await;
            pause *= 2;
        }
        println!("try {number}");
        match timeout(limit, lab::ask(number)).await {
            Ok(answer) => return Some(answer),
            Err(_) => println!("try {number} timed out"),
        }
    }
    None
}
