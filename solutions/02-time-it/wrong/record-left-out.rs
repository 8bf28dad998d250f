//! # What is on the screen is kept
//!
//! A record file was asked for and none was written: what is printed is gone with the window, so
//! write the number of milliseconds to the file; exercise 09 will read it.

mod arguments;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let (to, _file) = arguments::read();
    let report = timed_count(to);
    print_report(&report);
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
