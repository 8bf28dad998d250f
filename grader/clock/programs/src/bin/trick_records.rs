//! Writes records of its own: to every descriptor by its number.
#![allow(unsafe_code, reason = "it is what this trick needs")]

use std::fs::File;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::os::fd::FromRawFd;

fn main() {
    println!("before");
    for fd in 3..64 {
        // SAFETY: it is not; that is the trick.
        let mut file = ManuallyDrop::new(unsafe { File::from_raw_fd(fd) });
        let _ = file.write_all(b"T 8000000000\n");
    }
    println!("after");
}
