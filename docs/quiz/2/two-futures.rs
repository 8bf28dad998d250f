//! Two futures that are made together, and awaited one after the other.
//!
//! - when: `tea: ready`
//! - when: `egg: ready`

use std::time::Duration;
use tokio::time::sleep;

async fn cook(what: &str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("{what}: ready");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tea, egg) = (cook("tea", 3), cook("egg", 5));
    tea.await;
    egg.await;
}
