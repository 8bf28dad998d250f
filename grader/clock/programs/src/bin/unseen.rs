//! A thread blocks in a call that the clock does not know: it opens a named pipe that no thread, or
//! another one, opens from the other side, or it waits for a lock on a file.

use std::fs::{self, File};
use std::process::Command;
use std::thread;
use std::time::Duration;

fn main() {
    let what = std::env::args().nth(1).expect("what to do");
    let beside = thread::spawn(|| {
        thread::sleep(Duration::from_secs(1));
        println!("the other thread is done");
    });
    match &*what {
        "named-pipe" => {
            let made = Command::new("mkfifo").arg("pipe").status().expect("there is mkfifo");
            assert!(made.success());
            println!("opening");
            let opened = File::open("pipe");
            println!("opened: {}", opened.is_ok());
        }
        _ => {
            fs::write("lock", "").expect("there is room");
            let first = File::open("lock").expect("it is there");
            first.lock().expect("nobody has it");
            println!("locking");
            let second = File::open("lock").expect("it is there");
            if what == "lock-for-a-while" {
                thread::spawn(move || {
                    thread::sleep(Duration::from_secs(2));
                    println!("unlocking");
                    drop(first);
                });
            }
            second.lock().expect("it can be locked");
            println!("locked");
        }
    }
    beside.join().expect("it does not panic");
}
