//! # A permit is used up
//!
//! At {end} all places were free, and nobody could get in: the permits never came back. A permit
//! has to live exactly as long as its download; kept in a `Vec`, or with `forget()`, it is gone
//! for good.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    let mut downloads = JoinSet::new();
    for id in ids {
        let permit = Arc::clone(&turnstile).acquire_owned().await.expect("it stays open");
        permit.forget();
        downloads.spawn(async move { lab::download(&id).await });
    }
    downloads.join_all().await;
}
