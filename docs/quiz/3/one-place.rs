//! A channel with one place, and a reader who is slow.
//!
//! - when: `sent b`
//! - when: `sent c`

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        for letter in ["a", "b", "c"] {
            sender.send(letter).await.expect("there is a reader");
            println!("sent {letter}");
        }
    });
    sleep(Duration::from_secs(2)).await;
    while receiver.recv().await.is_some() {
        sleep(Duration::from_secs(5)).await;
    }
}
