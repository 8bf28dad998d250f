//! A runtime's idle threads live for another ten seconds. A program that is stuck is stuck before.

use std::future::pending;
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

fn main() {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let tokio = match words.next().as_deref() {
        Some("many") => Builder::new_multi_thread().enable_all().build(),
        _ => Builder::new_current_thread().enable_all().build(),
    };
    tokio.expect("a runtime").block_on(async {
        println!("{}", spawn_blocking(|| 5).await.expect("no panic"));
        match what.as_str() {
            // Something goes on after the last line, at the instant at which the pool gives up.
            "task" => sleep(Duration::from_secs(10)).await,
            "thread" => drop(thread::spawn(|| thread::sleep(Duration::from_secs(7)))),
            "work" => {
                let work = spawn_blocking(|| thread::sleep(Duration::from_secs(3)));
                work.await.expect("no panic");
            }
            _ => {}
        }
        pending::<()>().await;
    });
}
