//! # When all have started, all is done
//!
//! You came back at {end}, as soon as the last download had its permit, and the program ended
//! before it was done: to have a permit for each is not to have waited for each. After the loop,
//! wait for all that are left (`join_all`).

use std::sync::Arc;

use tokio::sync::Semaphore;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    for id in ids {
        let permit = Arc::clone(&turnstile).acquire_owned().await.expect("it stays open");
        tokio::spawn(async move {
            lab::download(&id).await;
            drop(permit);
        });
    }
}
