//! Writes records of its own: to every descriptor by its name under `/proc`.

use std::fs::{self, File};
use std::io::Write;

fn main() {
    println!("before");
    let names = fs::read_dir("/proc/self/fd").expect("there is /proc").flatten();
    for name in names.filter(|name| name.file_name().len() > 1 || name.file_name() > *"2") {
        if let Ok(mut file) = File::options().write(true).open(name.path()) {
            let _ = file.write_all(b"T 8000000000\n");
        }
    }
    println!("after");
}
