//! # `elapsed()` is a stored value
//!
//! You printed `{line}` where I measure `{right}`: each call of `elapsed()` reads the watch again,
//! so read it once, right after the last number.

mod arguments;

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() -> io::Result<()> {
    let (to, file) = arguments::read();
    let report = timed_count(to);
    print_report(&report);
    if let Some(file) = file {
        record(&file, report.stopwatch.elapsed())?;
    }
    Ok(())
}

struct Report {
    started: SystemTime,
    ended: SystemTime,
    stopwatch: Instant,
}

fn timed_count(to: u32) -> Report {
    let started = SystemTime::now();
    let stopwatch = Instant::now();
    for number in 1..=to {
        println!("{number}");
    }
    let ended = SystemTime::now();
    Report { started, ended, stopwatch }
}

fn print_report(report: &Report) {
    println!("start: {}", milliseconds(report.started));
    println!("end: {}", milliseconds(report.ended));
    println!("elapsed: {} ms", report.stopwatch.elapsed().as_millis());
}

fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    fs::write(file, format!("{}\n", elapsed.as_millis()))
}
