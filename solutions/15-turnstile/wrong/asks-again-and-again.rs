//! # To look whether there is a place is to wait for one
//!
//! At {end} all places were taken, and your loop asks over and over whether one is free, so fast
//! that nothing else gets its turn. `acquire` waits without asking: it is woken when a permit comes
//! back.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::{JoinSet, yield_now};

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    let mut downloads = JoinSet::new();
    for id in ids {
        let permit = loop {
            match Arc::clone(&turnstile).try_acquire_owned() {
                Ok(permit) => break permit,
                Err(_) => yield_now().await,
            }
        };
        downloads.spawn(async move {
            lab::download(&id).await;
            drop(permit);
        });
    }
    downloads.join_all().await;
}
