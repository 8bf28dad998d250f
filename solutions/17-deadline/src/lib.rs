//! Asks a server, and does not wait for ever.

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// Asks the server with `lab::ask(1)`, `lab::ask(2)` and so on, at most `tries` times, and comes back
/// with the first answer. Before each try it prints `try 1`, `try 2` and so on. A try that has no
/// answer after `limit` is given up, and `try 1 timed out` is printed. Before the next try there is a
/// pause: `pause` at first, and each time twice as long. Without an answer there is none.
pub async fn ask_with_deadline(limit: Duration, tries: u32, pause: Duration) -> Option<u64> {
    let mut pause = pause;
    for number in 1..=tries {
        if number > 1 {
            sleep(pause).await;
            pause *= 2;
        }
        println!("try {number}");
        if let Ok(answer) = timeout(limit, lab::ask(number)).await {
            return Some(answer);
        }
        println!("try {number} timed out");
    }
    None
}
