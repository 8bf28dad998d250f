//! No semaphore: a `JoinSet` knows how many tasks it holds.

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let mut downloads = JoinSet::new();
    for id in ids {
        if downloads.len() >= at_once {
            downloads.join_next().await;
        }
        downloads.spawn(async move { lab::download(&id).await });
    }
    downloads.join_all().await;
}
