//! # Equal shares take equally long
//!
//! {line.actor} started at {at}, and a place was free at {right_at}: you shared the work out
//! beforehand, so one lane stood empty while another still had a queue. Let the one that is
//! free take the next, from one queue for all.

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let mut lanes = JoinSet::new();
    let share = ids.len().div_ceil(at_once).max(1);
    for lane in ids.chunks(share) {
        let lane = lane.to_vec();
        lanes.spawn(async move {
            for id in lane {
                lab::download(&id).await;
            }
        });
    }
    lanes.join_all().await;
}
