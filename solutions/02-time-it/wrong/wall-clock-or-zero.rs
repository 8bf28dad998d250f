//! # The clock on the wall only goes forward
//!
//! You printed `{line}`, because the clock was set back while you counted and zero is what
//! you put in for that: measure durations with `Instant`, which never goes back.
//!
//! - source not: `Instant`
//! - same as: `watch-started-late`

mod arguments;

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
    for number in 1..=to {
        println!("{number}");
    }
    let ended = SystemTime::now();
    let elapsed = ended.duration_since(started).unwrap_or_default();
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
    fs::write(file, format!("{}\n", elapsed.as_millis()))
}
