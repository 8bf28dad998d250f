//! # Looking often is nearly as good
//!
//! You woke up {wakeups} times to look whether a place was free: a program that looks from time
//! to time comes a little late, or by luck just in time. `acquire` sleeps until a permit comes back, and
//! wakes up once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    let mut downloads = JoinSet::new();
    for id in ids {
        let permit = loop {
            match Arc::clone(&turnstile).try_acquire_owned() {
                Ok(permit) => break permit,
                Err(_) => sleep(Duration::from_millis(1)).await,
            }
        };
        downloads.spawn(async move {
            lab::download(&id).await;
            drop(permit);
        });
    }
    downloads.join_all().await;
}
