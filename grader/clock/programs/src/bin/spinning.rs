//! A thread spins on a flag: one that another sets at once, one that another sets after a sleep,
//! one that nobody sets; or it computes without end.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

static DONE: AtomicBool = AtomicBool::new(false);

fn main() {
    let how = std::env::args().nth(1).expect("a way");
    println!("waiting");
    match &*how {
        "at-once" => set_after(Duration::ZERO),
        "late" => set_after(Duration::from_secs(1)),
        "two" => {
            thread::spawn(|| {
                while !DONE.load(Ordering::Relaxed) {
                    spin_loop()
                }
            });
            set_after(Duration::from_secs(1));
        }
        "compute" => {
            let mut sum = 0u64;
            for number in 0.. {
                sum = sum.rotate_left(1) ^ number;
            }
            println!("{sum}");
        }
        _ => {}
    }
    while !DONE.load(Ordering::Relaxed) {
        spin_loop();
    }
    println!("done");
}

fn set_after(time: Duration) {
    thread::spawn(move || {
        if time > Duration::ZERO {
            thread::sleep(time);
        }
        println!("set");
        DONE.store(true, Ordering::Relaxed);
    });
}
