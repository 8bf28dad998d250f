//! Three ways to wait by asking all the time: `clock`, `yield` and `spin`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    static DONE: AtomicBool = AtomicBool::new(false);
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
        _ => {
            while !DONE.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
        }
    }
    println!("done");
}
