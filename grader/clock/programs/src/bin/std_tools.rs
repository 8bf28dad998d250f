//! A barrier, a read-write lock, a value that is set once, and a panic in a thread.

use std::sync::{Barrier, OnceLock, RwLock};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let seconds = Duration::from_secs;
    let barrier = Barrier::new(3);
    thread::scope(|scope| {
        for number in 1..=3 {
            let barrier = &barrier;
            scope.spawn(move || {
                thread::sleep(seconds(number));
                let led = barrier.wait().is_leader();
                if led {
                    println!("all three are here after {:?}", start.elapsed());
                }
            });
        }
    });
    let notes = RwLock::new(String::new());
    thread::scope(|scope| {
        for reader in 1..=2 {
            let notes = &notes;
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(reader * 100));
                let seen = notes.read().expect("nobody panicked").len();
                println!("reader {reader} sees {seen} bytes after {:?}", start.elapsed());
            });
        }
        let mut writing = notes.write().expect("nobody panicked");
        thread::sleep(seconds(1));
        writing.push_str("hello");
    });
    let once = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            once.get_or_init(|| {
                thread::sleep(seconds(2));
                7
            })
        });
        scope.spawn(|| {
            thread::sleep(seconds(1));
            println!("once {} after {:?}", once.get_or_init(|| 8), start.elapsed());
        });
    });
    let panicked = thread::spawn(|| panic!("on purpose")).join();
    println!("panicked: {}", panicked.is_err());
}
