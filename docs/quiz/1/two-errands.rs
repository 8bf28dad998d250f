//! Two errands, and one who waits for both.
//!
//! - when: `bread`
//! - when: `milk`
//! - when: `home`

use std::thread::sleep;
use std::time::Duration;

fn errand(thing: &str, minutes: u64) -> u64 {
    sleep(Duration::from_secs(minutes));
    println!("{thing}");
    minutes
}

fn main() {
    let walked = errand("bread", 3) + errand("milk", 4);
    println!("home");
    sleep(Duration::from_secs(walked));
}
