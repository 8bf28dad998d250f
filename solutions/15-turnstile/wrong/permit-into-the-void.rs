//! # `_` keeps the value
//!
//! {line.actor} started at {at}, and there was a place for it only at {right_at}: `let _ =` keeps
//! nothing, so each permit was given back on the very line that took it. Give it a name, such as
//! `_permit`, and it lives until the end of its block.
//!
//! - source: `let _ =`
//! - source: `acquire`
//! - same as: `no-limit`
//! - same as: `permit-left-in-the-loop`

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    let mut downloads = JoinSet::new();
    for id in ids {
        let turnstile = Arc::clone(&turnstile);
        downloads.spawn(async move {
            let _ = turnstile.acquire().await.expect("it stays open");
            lab::download(&id).await;
        });
    }
    downloads.join_all().await;
}
