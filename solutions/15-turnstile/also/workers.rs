//! As many workers as there are places; each takes the next of one shared queue when it is free.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let queue = Arc::new(Mutex::new(VecDeque::from(ids)));
    let mut workers = JoinSet::new();
    for _ in 0..at_once {
        let queue = Arc::clone(&queue);
        workers.spawn(async move {
            loop {
                // The lock is given back at the end of this line, before the wait.
                let next = queue.lock().expect("nobody panics with it").pop_front();
                let Some(id) = next else { break };
                lab::download(&id).await;
            }
        });
    }
    workers.join_all().await;
}
