//! 00 · Open your editor: one line, to see that everything works.

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
    todo!("print `ready, {name}`")
}
