//! # The limit takes care of itself
//!
//! {line.actor} started at {at}, and there was a place for it only at {right_at}: nothing in your
//! code waits for a free place. A `Semaphore` with as many permits as there are places does; take
//! one in the loop before you start a download.
//!
//! - same as: `permit-into-the-void`
//! - same as: `permit-left-in-the-loop`

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, _at_once: usize) {
    let mut downloads = JoinSet::new();
    for id in ids {
        downloads.spawn(async move { lab::download(&id).await });
    }
    downloads.join_all().await;
}
