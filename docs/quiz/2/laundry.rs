//! A wash that is called, and awaited later.
//!
//! - when: `water runs`
//! - when: `clean`

use std::time::Duration;
use tokio::time::sleep;

async fn wash() {
    println!("water runs");
    sleep(Duration::from_secs(2)).await;
    println!("clean");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let washing = wash();
    sleep(Duration::from_secs(1)).await;
    println!("still dirty");
    washing.await;
}
