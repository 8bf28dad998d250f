//! # The loop runs while the number is smaller
//!
//! {right_last} is missing: your loop ends as soon as it gets there; let it run while the number
//! is `<=` the last one.
//!
//! - source: `while`
//! - same as: `stops-one-short`

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
    let mut number = 1;
    while number < to {
        println!("{number}");
        number += 1;
    }
}
