//! A task for each dish, and permits for the cooks; after closing time there is no permit any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::timeout;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evening {
    pub served: usize,
    pub cut_off: usize,
    pub never_started: usize,
}

pub async fn kitchen(cooks: usize, orders: Vec<String>, grace: Duration) -> Evening {
    let ordered = orders.len();
    let stove = Arc::new(Semaphore::new(cooks));
    let begun = Arc::new(AtomicUsize::new(0));
    let served = Arc::new(AtomicUsize::new(0));
    let mut dishes = JoinSet::new();
    for dish in orders {
        let (stove, begun, served) = (Arc::clone(&stove), Arc::clone(&begun), Arc::clone(&served));
        dishes.spawn(async move {
            let Ok(_place) = stove.acquire().await else { return };
            begun.fetch_add(1, Ordering::Relaxed);
            lab::cook(&dish).await;
            served.fetch_add(1, Ordering::Relaxed);
        });
    }
    tokio::select! {
        () = all_done(&mut dishes) => {}
        () = lab::closing_time() => {
            stove.close();
            let _ = timeout(grace, all_done(&mut dishes)).await;
        }
    }
    dishes.shutdown().await;
    let (begun, served) = (begun.load(Ordering::Relaxed), served.load(Ordering::Relaxed));
    Evening { served, cut_off: begun - served, never_started: ordered - begun }
}

async fn all_done(dishes: &mut JoinSet<()>) {
    while dishes.join_next().await.is_some() {}
}
