//! A task sleeps without awaiting, so what shares its thread waits too.

use std::time::Duration;

use tokio::runtime::Builder;

fn main() {
    let workers = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let runtime = match workers {
        1 => Builder::new_current_thread().enable_all().build(),
        _ => Builder::new_multi_thread().worker_threads(workers).enable_all().build(),
    };
    runtime.expect("a runtime").block_on(async {
        let tasks = [8, 12].map(|seconds| {
            tokio::spawn(async move {
                std::thread::sleep(Duration::from_secs(seconds));
                println!("{seconds}: awake");
            })
        });
        let polite = tokio::spawn(async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            println!("polite: awake");
        });
        for task in tasks {
            task.await.expect("the task does not panic");
        }
        polite.await.expect("the task does not panic");
        println!("done");
    });
}
