//! A receiver waits for a message while the only sender is alive and silent.

use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut receiver) = tokio::sync::mpsc::channel::<u32>(1);
    tokio::time::sleep(Duration::from_secs(3)).await;
    println!("listening");
    receiver.recv().await;
    drop(sender);
}
