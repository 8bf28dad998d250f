//! # The word instead of the value
//!
//! You printed the word itself: between braces a name is replaced by its value.

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
    println!("ready, name");
}
