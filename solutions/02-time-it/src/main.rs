//! 02 · Time it: when did it start, when did it end, and how long did it take?

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

/// Prints the numbers 1 to `to` and says when that was, and how long it took.
fn timed_count(to: u32) -> Report {
    // Two clocks, because there are two questions. The one on the wall answers "when?", and
    // anybody may set it while you look away. The stopwatch answers "how long?" and never goes
    // back.
    let started = SystemTime::now();
    let stopwatch = Instant::now();
    for number in 1..=to {
        println!("{number}");
    }
    // The watch is stopped here and its time kept: asked again later, it would show more.
    let elapsed = stopwatch.elapsed();
    let ended = SystemTime::now();
    Report { started, ended, elapsed }
}

/// Prints the report: three lines, after the numbers.
fn print_report(report: &Report) {
    println!("start: {}", milliseconds(report.started));
    println!("end: {}", milliseconds(report.ended));
    println!("elapsed: {} ms", report.elapsed.as_millis());
}

/// A time of day as the number of milliseconds since the first of January 1970.
fn milliseconds(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).expect("1970 is long ago").as_millis()
}

/// Writes the number of milliseconds to the file, in place of what was there.
fn record(file: &Path, elapsed: Duration) -> io::Result<()> {
    // Only the number, so that another program can read it, as that of exercise 09 reads one.
    fs::write(file, format!("{}\n", elapsed.as_millis()))
}
