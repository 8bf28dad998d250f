//! Every wait of the standard library that has a time limit, and those of `parking_lot`.

use std::sync::{Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let say = |what: &str| println!("{what} after {:?}", start.elapsed());
    let seconds = Duration::from_secs;

    let (sender, receiver) = mpsc::channel::<u32>();
    say(&format!("recv_timeout {:?}", receiver.recv_timeout(seconds(2))));
    let late = thread::spawn(move || {
        thread::sleep(seconds(1));
        let _ = sender.send(7);
    });
    say(&format!("recv_timeout {:?}", receiver.recv_timeout(seconds(5))));
    let _ = late.join();

    let (mutex, condition) = (Mutex::new(()), Condvar::new());
    let guard = mutex.lock().expect("nobody panicked");
    let (guard, result) = condition.wait_timeout(guard, seconds(3)).expect("nobody panicked");
    drop(guard);
    say(&format!("wait_timeout timed out: {}", result.timed_out()));

    thread::park_timeout(seconds(4));
    say("park_timeout");

    let (mutex, condition) = (parking_lot::Mutex::new(()), parking_lot::Condvar::new());
    let result = condition.wait_for(&mut mutex.lock(), seconds(1));
    say(&format!("parking_lot wait_for timed out: {}", result.timed_out()));
    thread::scope(|scope| {
        let guard = mutex.lock();
        scope.spawn(|| drop(mutex.lock()));
        thread::sleep(seconds(1));
        drop(guard);
    });
    say("parking_lot lock");
}
