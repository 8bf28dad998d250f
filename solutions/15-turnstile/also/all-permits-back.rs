//! Nobody keeps handles: when all permits are back, all downloads are done.

use std::sync::Arc;

use tokio::sync::Semaphore;

pub async fn download_all(ids: Vec<String>, at_once: usize) {
    let turnstile = Arc::new(Semaphore::new(at_once));
    for id in ids {
        let permit = Arc::clone(&turnstile).acquire_owned().await.expect("it stays open");
        tokio::spawn(async move {
            let _permit = permit;
            lab::download(&id).await;
        });
    }
    let all = at_once.try_into().expect("nobody has so many places");
    let _all = turnstile.acquire_many(all).await.expect("it stays open");
}
