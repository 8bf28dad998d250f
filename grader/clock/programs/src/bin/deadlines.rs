//! Loops that wait until a deadline is past, the ways learners write them.

use std::sync::{Condvar, Mutex, mpsc};
use std::thread::{park_timeout, sleep};
use std::time::{Duration, Instant};

fn main() {
    let (start, second) = (Instant::now(), Duration::from_secs(1));
    match std::env::args().nth(1).as_deref() {
        Some("sleep") => {
            while start.elapsed() <= second {
                sleep(second.saturating_sub(start.elapsed()));
            }
        }
        Some("park") => {
            let end = start + second;
            while let Some(left) = end.checked_duration_since(Instant::now()) {
                park_timeout(left);
            }
        }
        Some("receive") => {
            let (_sender, receiver) = mpsc::channel::<()>();
            while let Some(left) = second.checked_sub(start.elapsed()) {
                let _ = receiver.recv_timeout(left);
            }
        }
        Some("condition") => {
            let (done, condition) = (Mutex::new(false), Condvar::new());
            let guard = done.lock().expect("nobody panicked");
            let _ = condition.wait_timeout_while(guard, second, |done| !*done);
        }
        // The rest of a bucket's wait rounds to nothing.
        Some("bucket") => {
            let (mut tokens, mut last) = (0.0, start);
            while tokens < 3.0 {
                let now = Instant::now();
                tokens += now.duration_since(last).as_secs_f64() * 3.0;
                last = now;
                sleep(Duration::from_secs_f64(((3.0 - tokens) / 3.0 - 2e-10).max(0.0)));
            }
        }
        // Up to a millisecond is computed through, and then the next one begins.
        Some("milliseconds") => {
            while start.elapsed().as_millis() <= 999 {
                sleep(Duration::from_millis(999 - start.elapsed().as_millis() as u64));
            }
        }
        // Each of the first thousand waits takes its length, the rest what a real machine adds.
        Some("polls") => {
            while start.elapsed() < second {
                sleep(Duration::from_nanos(1));
            }
        }
        other => panic!("{other:?} is none of them"),
    }
    let took = start.elapsed();
    println!("past the deadline: {} after {:.1}s", took >= second, took.as_secs_f64());
}
