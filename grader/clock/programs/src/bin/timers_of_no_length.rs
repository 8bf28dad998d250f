//! Timers of no length in a loop, until another task has slept for two seconds.

use std::cell::Cell;
use std::future::pending;
use std::rc::Rc;

use tokio::task::{LocalSet, spawn_local};
use tokio::time::{Duration, Instant, sleep, sleep_until, timeout, timeout_at};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let how = std::env::args().nth(1).unwrap_or_default();
    let start = Instant::now();
    LocalSet::new().run_until(look(&how)).await;
    println!("done after {}s", start.elapsed().as_secs());
}

async fn look(how: &str) {
    let done = Rc::new(Cell::new(false));
    let sets = Rc::clone(&done);
    spawn_local(async move {
        sleep(Duration::from_secs(2)).await;
        sets.set(true);
    });
    while !done.get() {
        match how {
            "sleep" => sleep(Duration::ZERO).await,
            "sleep_until" => sleep_until(Instant::now()).await,
            "timeout" => assert!(timeout(Duration::ZERO, pending::<()>()).await.is_err()),
            _ => assert!(timeout_at(Instant::now(), pending::<()>()).await.is_err()),
        }
    }
}
