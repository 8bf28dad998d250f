//! # Debug output is for programmers
//!
//! The quotation marks come from `:?`, which shows a value as a programmer writes it; leave the
//! `:?` out.

use std::env;
use std::process;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => greet("Ada"),
        [name] => greet(name),
        _ => {
            eprintln!("usage: open-editor [name]");
            process::exit(2);
        }
    }
}

fn greet(name: &str) {
    println!("ready, {name:?}");
}
