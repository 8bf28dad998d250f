//! The line is made first and printed afterwards.

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

/// Prints `ready, ` and the name.
fn greet(name: &str) {
    let line = String::from("ready, ") + name;
    println!("{}", line);
}
