//! A worker looks whether there is work and then waits to be told; who tells it in between tells
//! nobody.

use std::sync::{Condvar, Mutex};
use std::thread;

fn main() {
    let (work, told, lock) = (Mutex::new(false), Condvar::new(), Mutex::new(()));
    thread::scope(|scope| {
        scope.spawn(|| {
            let is_there = *work.lock().expect("nobody panicked");
            println!("worker: looks, and work is there: {is_there}");
            if !is_there {
                drop(told.wait(lock.lock().expect("nobody panicked")));
            }
            println!("worker: works");
        });
        *work.lock().expect("nobody panicked") = true;
        println!("main: there is work");
        told.notify_one();
    });
}
