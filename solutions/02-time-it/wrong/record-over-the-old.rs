//! # Writing makes a file empty first
//!
//! An older, longer record was in the file and its tail is still there: replace the whole file, as
//! `fs::write` does.

mod arguments;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() -> io::Result<()> {
    let (to, file) = arguments::read();
    let report = timed_count(to);
    print_report(&report);
    if let Some(file) = file {
        record(&file, report.elapsed)?;
    }
    Ok(())
}

struct Report {
    started: SystemTime,
    ended: SystemTime,
    elapsed: Duration,
}

fn timed_count(to: u32) -> Report {
    let started = SystemTime::now();
    let stopwatch = Instant::now();
    for number in 1..=to {
        println!("{number}");
    }
    let elapsed = stopwatch.elapsed();
    let ended = SystemTime::now();
    Report { started, ended, elapsed }
}

fn print_report(report: &Report) {
    println!("start: {}", milliseconds(report.started));
    println!("end: {}", milliseconds(report.ended));
    println!("elapsed: {} ms", report.elapsed.as_millis());
}

fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    let mut file = File::options().create(true).write(true).truncate(false).open(file)?;
    write!(file, "{}", elapsed.as_millis())
}
