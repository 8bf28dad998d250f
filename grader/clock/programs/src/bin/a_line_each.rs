//! So many sleeps of a millisecond, with a line after each; or without, if it is to be silent.

use std::env;
use std::thread::sleep;
use std::time::Duration;

fn main() {
    let count: u32 = env::args().nth(1).and_then(|text| text.parse().ok()).expect("a number");
    let silent = env::args().nth(2).is_some();
    for number in 1..=count {
        sleep(Duration::from_millis(1));
        if !silent {
            println!("{number}");
        }
    }
}
