//! Writes to standard output under its other names.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::thread::sleep;
use std::time::Duration;

fn main() {
    let mut files: Vec<File> = ["/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"]
        .into_iter()
        .map(|name| File::options().write(true).open(name).expect("it is a file"))
        .collect();
    files.push(io::stdout().as_fd().try_clone_to_owned().expect("it can be copied").into());
    for (number, file) in (1..).zip(&mut files) {
        sleep(Duration::from_secs(1));
        writeln!(file, "name {number}").expect("it can be written to");
    }
    println!("its own name");
    std::fs::write("note.txt", "from a file\n").expect("there is room");
    sleep(Duration::from_secs(1));
    let mut file = File::open("note.txt").expect("it is there");
    io::copy(&mut file, &mut io::stdout().lock()).expect("it can be copied");
}
