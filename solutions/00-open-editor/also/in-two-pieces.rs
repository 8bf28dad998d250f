//! The same line from two pieces: `print!` keeps its line open, `println!` ends it.

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
    print!("ready, ");
    println!("{name}");
}
