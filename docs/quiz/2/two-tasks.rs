//! The same two, this time as tasks; and a third that is left to itself.
//!
//! - when: `tea: ready`
//! - when: `egg: ready`
//! - when: `roast: ready`

use std::time::Duration;
use tokio::time::sleep;

async fn cook(what: &'static str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("{what}: ready");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tea = tokio::spawn(cook("tea", 3));
    let egg = tokio::spawn(cook("egg", 5));
    drop(tokio::spawn(cook("roast", 9)));
    tea.await.expect("no panic");
    egg.await.expect("no panic");
}
