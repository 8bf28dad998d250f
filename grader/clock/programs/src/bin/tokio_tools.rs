//! `select!`, an interval, a time-out and a hundred tasks in a set.

use std::time::Duration;

use tokio::runtime::Builder;
use tokio::task::JoinSet;
use tokio::time::{Instant, interval, sleep, timeout};

fn main() {
    let workers = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let runtime = match workers {
        1 => Builder::new_current_thread().enable_all().build(),
        _ => Builder::new_multi_thread().worker_threads(workers).enable_all().build(),
    };
    runtime.expect("a runtime").block_on(async {
        let start = Instant::now();
        tokio::select! {
            () = sleep(Duration::from_secs(2)) => println!("two"),
            () = sleep(Duration::from_secs(1)) => println!("one"),
        }
        let mut ticks = interval(Duration::from_millis(500));
        for tick in 0..5 {
            ticks.tick().await;
            println!("tick {tick} at {:?}", start.elapsed());
        }
        let slow = timeout(Duration::from_secs(1), sleep(Duration::from_secs(9))).await;
        println!("timed out: {}", slow.is_err());
        let mut tasks = JoinSet::new();
        for number in 0..100_u64 {
            tasks.spawn(async move {
                sleep(Duration::from_millis(3000 - number * 10)).await;
                number
            });
        }
        let mut order = Vec::new();
        while let Some(number) = tasks.join_next().await {
            order.push(number.expect("the task does not panic"));
        }
        println!("last to first: {}", order.is_sorted_by(|a, b| a > b));
        println!("took {:?}", start.elapsed());
    });
}
