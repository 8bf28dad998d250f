//! # The permit goes where the download goes
//!
//! {line.actor} started at {at}, and there was a place for it only at {right_at}: your permit was
//! given back at the end of the loop's body, while the download had just begun. The task takes
//! along only what it mentions; say `drop(permit)` after the download.
//!
//! - source: `acquire`
//! - same as: `no-limit`
//! - same as: `permit-into-the-void`

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Semaphore::new(at_once);
    let mut downloads = JoinSet::new();
    for id in ids {
        let _permit = turnstile.acquire().await.expect("it stays open");
        downloads.spawn(async move { lab::download(&id).await });
    }
    downloads.join_all().await;
}
