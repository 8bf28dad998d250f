//! Ten tasks at once, on every kind of runtime, and ten more when they are done.

use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, LocalSet, spawn_blocking};
use tokio::time::sleep;

async fn nap() {
    sleep(Duration::from_secs(1)).await;
}

async fn ten_and_ten() {
    for _ in 0..2 {
        let mut tasks = JoinSet::new();
        (0..10).for_each(|_| drop(tasks.spawn(nap())));
        tasks.join_all().await;
    }
}

async fn ten_local() {
    let mut tasks = JoinSet::new();
    (0..10).for_each(|_| drop(tasks.spawn_local(nap())));
    tasks.join_all().await;
}

async fn three_on_the_pool() {
    for _ in 0..3 {
        spawn_blocking(|| ()).await.expect("no panic");
    }
}

fn one() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn four() -> Runtime {
    Builder::new_multi_thread().worker_threads(4).enable_all().build().expect("a runtime")
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("one") => one().block_on(ten_and_ten()),
        Some("four") => four().block_on(ten_and_ten()),
        Some("local") => one().block_on(LocalSet::new().run_until(ten_local())),
        Some("pool") => one().block_on(three_on_the_pool()),
        Some("both") => {
            let beside = std::thread::spawn(|| four().block_on(ten_and_ten()));
            one().block_on(ten_and_ten());
            beside.join().expect("no panic");
        }
        Some("after") => {
            one().block_on(ten_and_ten());
            four().block_on(ten_and_ten());
        }
        _ => println!("no runtime"),
    }
}
