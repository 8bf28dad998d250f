//! Two tasks sleep at the same time, on one thread or on four workers.

use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};

fn main() {
    let workers = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let runtime = match workers {
        1 => Builder::new_current_thread().enable_all().build(),
        _ => Builder::new_multi_thread().worker_threads(workers).enable_all().build(),
    };
    runtime.expect("a runtime").block_on(async {
        let start = Instant::now();
        let naps = [8, 12].map(|seconds| {
            tokio::spawn(async move {
                println!("{seconds}: start sleeping");
                sleep(Duration::from_secs(seconds)).await;
                println!("{seconds}: done sleeping");
            })
        });
        for nap in naps {
            nap.await.expect("the nap does not panic");
        }
        println!("took {:?}", start.elapsed());
    });
}
