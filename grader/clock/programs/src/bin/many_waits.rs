//! More waits than a run may have, in one thread or beside others that are stuck.

use std::sync::mpsc;
use std::thread::{self, sleep};
use std::time::Duration;

fn main() {
    match std::env::args().nth(1).as_deref() {
        // A flag that another thread sets after two seconds, looked at every microsecond.
        Some("flag") => {
            let setting = thread::spawn(|| sleep(Duration::from_secs(2)));
            while !setting.is_finished() {
                sleep(Duration::from_micros(1));
            }
            println!("set");
        }
        Some("tiny") => loop {
            sleep(Duration::from_micros(1));
        },
        Some("ticks") => loop {
            sleep(Duration::from_millis(10));
        },
        Some(how @ ("stuck" | "stuck-slowly")) => {
            let tick = Duration::from_millis(if how == "stuck" { 10 } else { 60_000 });
            let (_sender, receiver) = mpsc::channel::<()>();
            let ticker = thread::Builder::new().name("ticker".into());
            let _ = ticker.spawn(move || {
                loop {
                    sleep(tick);
                }
            });
            println!("listening");
            println!("{:?}", receiver.recv());
        }
        other => panic!("{other:?} is none of them"),
    }
}
