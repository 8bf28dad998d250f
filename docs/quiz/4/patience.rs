//! A limit around a future, and a limit around the handle of a task.
//!
//! - when: `a letter`
//! - when: `a parcel`
//! - when: `(ended)`

use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn deliver(what: &'static str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("{what}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let patience = Duration::from_secs(2);
    let _ = timeout(patience, deliver("a letter", 3)).await;
    let _ = timeout(patience, tokio::spawn(deliver("a parcel", 3))).await;
    sleep(patience).await;
}
