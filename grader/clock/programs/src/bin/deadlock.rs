//! Two threads each hold the lock that the other wants.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static LEFT: Mutex<()> = Mutex::new(());
static RIGHT: Mutex<()> = Mutex::new(());

fn main() {
    let philosopher = |name: &str, first: &'static Mutex<()>, second: &'static Mutex<()>| {
        let work = move || {
            let _first = first.lock();
            thread::sleep(Duration::from_secs(1));
            let _second = second.lock();
        };
        thread::Builder::new().name(name.to_string()).spawn(work).expect("a thread")
    };
    let left = philosopher("left", &LEFT, &RIGHT);
    let right = philosopher("right", &RIGHT, &LEFT);
    let _ = (left.join(), right.join());
    println!("never");
}
