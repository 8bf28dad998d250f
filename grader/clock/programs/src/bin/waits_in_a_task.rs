//! A task waits as threads do: for a lock, a message or the end of a thread. Meanwhile a polite one
//! wants to be woken every second.

use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::sleep;

static LOCK: Mutex<()> = Mutex::new(());

fn main() {
    let mut args = std::env::args().skip(1);
    let what = args.next().expect("lock, recv or join");
    let runtime = match args.next().as_deref() {
        Some("1") => Builder::new_current_thread().enable_all().build(),
        _ => Builder::new_multi_thread().worker_threads(2).enable_all().build(),
    };
    let (sender, receiver) = mpsc::channel();
    let slow = thread::Builder::new().name(String::from("slow")).spawn(move || {
        let _held = LOCK.lock();
        thread::sleep(Duration::from_millis(3500));
        sender.send(()).expect("the receiver is there");
    });
    let slow = slow.expect("a thread");
    runtime.expect("a runtime").block_on(async move {
        let polite = tokio::spawn(async {
            for beat in 1..=4 {
                sleep(Duration::from_secs(1)).await;
                println!("beat {beat}");
            }
        });
        let blocked = tokio::spawn(async move {
            sleep(Duration::from_millis(1500)).await;
            match &*what {
                "lock" => drop(LOCK.lock()),
                "recv" => receiver.recv().expect("a message"),
                _ => slow.join().expect("no panic"),
            }
            println!("went on");
        });
        blocked.await.expect("no panic");
        polite.await.expect("no panic");
    });
}
