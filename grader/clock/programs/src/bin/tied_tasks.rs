//! Sixty tasks on four workers, all due at the same three instants.

use std::time::Duration;

#[tokio::main(worker_threads = 4)]
async fn main() {
    let tasks: Vec<_> = (0..60)
        .map(|number| {
            tokio::spawn(async move {
                for round in 1..=3 {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    println!("{number}: round {round}");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("the task does not panic");
    }
}
