//! Threads take turns with a lock that is held across a sleep.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

fn main() {
    let lock = Mutex::new(0);
    thread::scope(|scope| {
        for number in 1..=4 {
            let lock = &lock;
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(number * 10));
                let mut count = lock.lock().expect("nobody panicked");
                thread::sleep(Duration::from_secs(3));
                *count += 1;
                println!("{number}: {count}");
            });
        }
    });
}
