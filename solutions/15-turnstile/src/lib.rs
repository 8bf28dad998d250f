//! A few downloads at a time.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Downloads every id with `lab::download`, in this order, at most `at_once` of them at the same
/// time; each begins as soon as there is a place for it. Comes back when the last one is done.
pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    let mut downloads = JoinSet::new();
    for id in ids {
        // Taken before the task exists, so there are never more tasks than places.
        let permit = Arc::clone(&turnstile).acquire_owned().await.expect("it stays open");
        downloads.spawn(async move {
            lab::download(&id).await;
            // The task owns it, so it is given back here and no earlier.
            drop(permit);
        });
    }
    downloads.join_all().await;
}
