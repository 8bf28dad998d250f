//! # Above the limit is too many
//!
//! {line.actor} started at {at}, and there was a place for it only at {right_at}: you let one more
//! in than there are places. Before you start another, wait while the number is *equal* to the
//! limit (`>=`), not only while it is above it (`>`).

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let mut downloads = JoinSet::new();
    for id in ids {
        if downloads.len() > at_once {
            downloads.join_next().await;
        }
        downloads.spawn(async move { lab::download(&id).await });
    }
    downloads.join_all().await;
}
