//! # Who began first is done first
//!
//! A place stood empty for {late}: {line.actor} could have started at {right_at}, and started at
//! {at}, because you waited for the oldest download. Wait for whichever is done first
//! (`join_next`, or a permit).
//!
//! - source: `pop_front`
//! - same as: `in-batches`

use std::collections::VecDeque;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let mut downloads = VecDeque::new();
    for id in ids {
        if downloads.len() == at_once
            && let Some(oldest) = downloads.pop_front()
        {
            wait_for(oldest).await;
        }
        downloads.push_back(tokio::spawn(async move { lab::download(&id).await }));
    }
    for download in downloads {
        wait_for(download).await;
    }
}

async fn wait_for(download: tokio::task::JoinHandle<()>) {
    download.await.expect("a download does not panic");
}
