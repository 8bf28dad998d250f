//! Ways to wait by asking all the time: of a thread, `clock`, `yield` and `spin`; of a task,
//! `task` and, in the one that `main` is, `main`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

static DONE: AtomicBool = AtomicBool::new(false);

fn main() {
    println!("waiting");
    match std::env::args().nth(1).as_deref() {
        Some("clock") => {
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(3) {}
        }
        Some("yield") => {
            thread::spawn(|| {
                thread::sleep(Duration::from_secs(1));
                DONE.store(true, Ordering::Relaxed);
            });
            while !DONE.load(Ordering::Relaxed) {
                thread::yield_now();
            }
        }
        Some(task @ ("task" | "main")) => {
            let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build();
            tokio.expect("a runtime").block_on(async {
                tokio::spawn(async {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    DONE.store(true, Ordering::Relaxed);
                });
                if task == "main" {
                    look().await;
                } else {
                    let _ = tokio::spawn(look()).await;
                }
            });
        }
        _ => {
            while !DONE.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
        }
    }
    println!("done");
}

async fn look() {
    while !DONE.load(Ordering::Relaxed) {
        tokio::task::yield_now().await;
    }
}
