//! # `..` includes its end
//!
//! {right_last} is missing: `1..{right_last}` leaves its end out, `1..={right_last}` includes it.
//!
//! - source not: `while`
//! - same as: `while-stops-one-short`

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
    for number in 1..to {
        println!("{number}");
    }
}
