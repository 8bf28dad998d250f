//! Somebody knocks. Mind which line is ended where.
//!
//! - when: `knock knock`
//! - when: `(ended)`

use std::thread::sleep;
use std::time::Duration;

fn main() {
    print!("knock ");
    sleep(Duration::from_secs(1));
    println!("knock");
    println!("who is there?");
    sleep(Duration::from_millis(2500));
}
