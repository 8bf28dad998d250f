//! # The clock on the wall only goes forward
//!
//! The clock was set back while you counted, so it ended before it began: measure durations
//! with `Instant`, which never goes back.

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
    let started = milliseconds(report.started);
    let ended = milliseconds(report.ended);
    println!("start: {started}");
    println!("end: {ended}");
    println!("elapsed: {} ms", ended - started);
}

fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    fs::write(file, format!("{}\n", elapsed.as_millis()))
}
