//! Ten thousand tasks on four workers that each sleep five times.

use std::time::{Duration, Instant};

#[tokio::main(worker_threads = 4)]
async fn main() {
    let start = Instant::now();
    let tasks: Vec<_> = (0..10_000_u64)
        .map(|number| {
            tokio::spawn(async move {
                for nap in 1..=5 {
                    tokio::time::sleep(Duration::from_millis(number * 7 % 100 + nap * 100)).await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("the task does not panic");
    }
    println!("took {:?}", start.elapsed());
}
