//! A task whose timer has no length blocks the thread that found it over: the one that watched the
//! timers of all.

use std::sync::{Arc, Barrier};

use tokio::time::{Duration, sleep};

#[tokio::main(worker_threads = 2)]
async fn main() {
    let barrier = Arc::new(Barrier::new(2));
    let tasks: Vec<_> = [0, 300]
        .map(|millis| {
            let barrier = Arc::clone(&barrier);
            tokio::spawn(async move {
                sleep(Duration::from_millis(millis)).await;
                println!("{millis} waits");
                barrier.wait();
                println!("both are there");
            })
        })
        .into();
    for task in tasks {
        task.await.expect("it does not panic");
    }
}
