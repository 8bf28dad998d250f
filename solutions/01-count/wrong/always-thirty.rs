//! # The argument is ignored
//!
//! You count to {last} whatever I ask for, and I asked for {arg1}: use the `to` that is passed
//! in.

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

fn count(_to: u32) {
    for number in 1..=30 {
        println!("{number}");
    }
}
