//! # Counting starts at 0
//!
//! People count from 1 here: your first line is 0, which makes one line too many.

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
    for number in 0..=to {
        println!("{number}");
    }
}
