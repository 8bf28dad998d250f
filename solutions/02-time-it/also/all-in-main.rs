//! Everything in one place: for a program this small, no struct is needed.

mod arguments;

use std::fs::File;
use std::io::{self, Write};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

fn main() -> io::Result<()> {
    let (to, file) = arguments::read();

    let started = SystemTime::now();
    let before = Instant::now();
    let mut number = 1;
    while number <= to {
        println!("{number}");
        number += 1;
    }
    let after = Instant::now();
    let ended = SystemTime::now();

    let milliseconds = (after - before).as_millis();
    for (what, at) in [("start", started), ("end", ended)] {
        let since_1970 = at.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
        println!("{what}: {}", since_1970.as_millis());
    }
    println!("elapsed: {milliseconds} ms");

    if let Some(file) = file {
        // Without a newline: the record is the number, and nothing else is asked for.
        write!(File::create(file)?, "{milliseconds}")?;
    }
    Ok(())
}
