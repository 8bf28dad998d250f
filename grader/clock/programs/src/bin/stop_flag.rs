//! Workers look at a flag every tenth of a second, until it is set.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

fn main() {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for worker in 1..=3 {
            let stop = &stop;
            scope.spawn(move || {
                let mut looks = 0;
                while !stop.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(100));
                    looks += 1;
                }
                println!("{worker}: stopped after {looks} looks");
            });
        }
        thread::sleep(Duration::from_secs(1));
        stop.store(true, Ordering::SeqCst);
        println!("stop");
    });
}
