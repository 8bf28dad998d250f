//! Three courses, and two pauses between them.
//!
//! - when: `salad`
//! - when: `cake`

use std::thread::sleep;
use std::time::Duration;

fn main() {
    println!("soup");
    sleep(Duration::from_secs(2));
    println!("salad");
    sleep(Duration::from_secs(3));
    println!("cake");
}
