//! # The name is always Ada
//!
//! You greet Ada, whatever the argument is, and `{right}` was asked for: print the `name` that is
//! passed in.

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

fn greet(_name: &str) {
    println!("ready, Ada");
}
