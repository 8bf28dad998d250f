//! # Dealt out like cards is fair
//!
//! {line.actor} started at {at}, and a place was free at {right_at}: you shared the work out
//! beforehand, so one lane stood empty while another still had a queue. Let the one that is
//! free take the next, from one queue for all.

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let mut shares = vec![Vec::new(); at_once];
    for (place, id) in ids.into_iter().enumerate() {
        shares[place % at_once].push(id);
    }
    let mut lanes = JoinSet::new();
    for share in shares {
        lanes.spawn(async move {
            for id in share {
                lab::download(&id).await;
            }
        });
    }
    lanes.join_all().await;
}
