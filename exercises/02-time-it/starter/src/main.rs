//! 02 · Time it: when did it start, when did it end, and how long did it take?

mod arguments;

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

/// What one timed count was like.
struct Report {
    /// What the clock on the wall showed before the first number.
    started: SystemTime,
    /// What it showed after the last number.
    ended: SystemTime,
    /// How long the counting took.
    elapsed: Duration,
}

/// Prints the numbers 1 to `to` and says when that was, and how long it took.
fn timed_count(to: u32) -> Report {
    // All three are still wrong: what has to be noted, when, and with which clock?
    let now = SystemTime::now();
    count(to);
    Report { started: now, ended: now, elapsed: Duration::ZERO }
}

/// Prints the numbers 1 to `to`: your loop of exercise 01.
fn count(to: u32) {
    todo!("print the numbers 1 to {to}, as in exercise 01")
}

/// Prints the report: three lines, after the numbers.
fn print_report(report: &Report) {
    println!("start: {}", milliseconds(report.started));
    println!("end: {}", milliseconds(report.ended));
    todo!("print `elapsed: `, the milliseconds in {:?}, and ` ms`", report.elapsed)
}

/// A time of day as the number of milliseconds since the first of January 1970.
fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

/// Writes the number of milliseconds to the file, in place of what was there.
fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    todo!("write the milliseconds in {elapsed:?} to {}", file.display())
}
