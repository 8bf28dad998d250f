//! # A line is a thing of the screen
//!
//! All your numbers stand on one line: `print!` leaves the line open, `println!` ends it after
//! each number.

use std::env;
use std::process;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let to = match arguments.as_slice() {
        [] => Some(30),
        [to] => to.parse().ok(),
        _ => None,
    };
    let Some(to) = to else {
        eprintln!("usage: count [to]");
        process::exit(2);
    };
    count(to);
}

fn count(to: u32) {
    for number in 1..=to {
        print!("{number} ");
    }
}
