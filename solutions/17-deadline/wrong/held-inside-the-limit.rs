//! # A limit ends anything
//!
//! "{right}" belongs at {right_at}, and your thread was held for up to {held}: inside the `timeout`
//! another thread asks and you `join()` it, which blocks. A timeout can only act where the work gives
//! the thread back, at an `.await`. Await `lab::ask` itself.
//!
//! - source: `.join()`

use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};

pub async fn ask_with_deadline(limit: Duration, tries: u32, mut pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        let asked = async move {
            let asks = move || {
                Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .ok()?
                    .block_on(async { Some(lab::ask(number).await) })
            };
            thread::spawn(asks).join().ok()?
        };
        match timeout(limit, asked).await {
            Ok(answer) => return answer,
            Err(_) => println!("try {number} timed out"),
        }
        if number < tries {
            sleep(pause).await;
            pause *= 2;
        }
    }
    None
}
