//! # A batch is a limit
//!
//! A place stood empty for {late}: {line.actor} could have started at {right_at}, and started at
//! {at}, when the whole batch before it was done. Fill a place when it is free, not when all are.
//!
//! - source not: `pop_front`
//! - same as: `the-oldest-first`

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    for batch in ids.chunks(at_once) {
        let mut downloads = JoinSet::new();
        for id in batch.iter().cloned() {
            downloads.spawn(async move { lab::download(&id).await });
        }
        downloads.join_all().await;
    }
}
