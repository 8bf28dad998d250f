//! # The permit makes it concurrent
//!
//! {line.actor} started only at {at}, and a second place was free at {right_at}: the `.await` in
//! your loop waits until each download is done, so only one place is ever used. Spawn a task for
//! each, and let the loop wait for nothing but a place.

use tokio::sync::Semaphore;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Semaphore::new(at_once);
    for id in ids {
        let _permit = turnstile.acquire().await.expect("it stays open");
        lab::download(&id).await;
    }
}
