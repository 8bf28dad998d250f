//! 01 · Count: the numbers from 1 to `to`, one a line.

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

/// Prints the numbers 1 to `to`, each on a line of its own.
fn count(to: u32) {
    todo!("print the numbers 1 to {to}")
}
