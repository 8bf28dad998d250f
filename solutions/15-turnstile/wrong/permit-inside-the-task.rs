//! # A limit on downloads is a limit on tasks
//!
//! Right times, but {tasks} tasks existed at once where {max_tasks} are plenty: each waits for its
//! permit inside its own task. Take the permit in the loop, before you spawn, and there are never
//! more tasks than places.
//!
//! - seen in: `500 downloads`

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    let mut downloads = JoinSet::new();
    for id in ids {
        let turnstile = Arc::clone(&turnstile);
        downloads.spawn(async move {
            let _permit = turnstile.acquire().await.expect("it stays open");
            lab::download(&id).await;
        });
    }
    downloads.join_all().await;
}
