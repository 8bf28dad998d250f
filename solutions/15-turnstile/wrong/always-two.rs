//! # What is right for one run is right
//!
//! {line.actor} started at {at}, and there was a place for it at {right_at}: you always keep to 2
//! places, and {arg1} were asked for. Use the `at_once` that is passed in.
//!
//! - seen in: `three at a time`
//! - seen in: `room for all`
//! - seen in: `500 downloads`

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, _at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(2));
    let mut downloads = JoinSet::new();
    for id in ids {
        let permit = Arc::clone(&turnstile).acquire_owned().await.expect("it stays open");
        downloads.spawn(async move {
            lab::download(&id).await;
            drop(permit);
        });
    }
    downloads.join_all().await;
}
