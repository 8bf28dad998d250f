//! Calls without end, from which nothing comes: `read` at the end of a file, `write` to a file that
//! nobody looks at. `enough` makes many of them, and then is done.

use std::fs::File;
use std::io::{Read, Seek, Write};

fn main() {
    println!("working");
    let mut empty = File::open("/dev/null").expect("it is there");
    let mut read = || empty.read(&mut [0]).expect("it can be read");
    match std::env::args().nth(1).as_deref() {
        Some("read") => while read() == 0 {},
        Some("write") => {
            let mut file = File::create_new("notes").expect("the folder is the program's");
            loop {
                file.write_all(b"again").expect("it is written");
                file.rewind().expect("it is a file");
            }
        }
        _ => {
            for _ in 0..200_000 {
                read();
            }
        }
    }
    println!("done");
}
