//! The numbers leave in one write and the report in another; a slow terminal still shows line by line.

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

/// What one timed count was like.
struct Report {
    /// What the clock on the wall showed before the first number.
    started: SystemTime,
    /// What it showed after the last number.
    ended: SystemTime,
    /// How long the counting took.
    elapsed: Duration,
}

fn timed_count(to: u32) -> Report {
    let lines: String = (1..=to).map(|number| format!("{number}\n")).collect();
    let (started, stopwatch) = (SystemTime::now(), Instant::now());
    print!("{lines}");
    Report { started, elapsed: stopwatch.elapsed(), ended: SystemTime::now() }
}

fn print_report(report: &Report) {
    println!(
        "start: {}\nend: {}\nelapsed: {:.0} ms",
        milliseconds(report.started),
        milliseconds(report.ended),
        report.elapsed.as_secs_f64() * 1000.0
    );
}

/// A time of day as the number of milliseconds since the first of January 1970.
fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

/// Writes the number of milliseconds to the file, in place of what was there.
fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    fs::write(file, format!("{}\n", elapsed.as_millis()))
}
