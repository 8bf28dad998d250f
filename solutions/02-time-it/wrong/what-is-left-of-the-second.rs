//! # Milliseconds are the part behind the seconds
//!
//! You printed `{line}` where I measure `{right}`: `subsec_millis()` gives only what is left over
//! when all whole seconds are taken away; use `as_millis()`.

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
    println!("start: {}", milliseconds(report.started));
    println!("end: {}", milliseconds(report.ended));
    println!("elapsed: {} ms", report.elapsed.subsec_millis());
}

fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    fs::write(file, format!("{}\n", elapsed.as_millis()))
}
