//! Reads the arguments and the record, so that `main.rs` can be about the count alone.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

/// How far to count, who naps for how long, and what the synchronous count took.
pub(crate) struct Plan {
    /// The last number.
    pub(crate) to: u32,
    /// The numbers that nap, and how long each sleeps.
    pub(crate) naps: Vec<(u32, Duration)>,
    /// The milliseconds in the record file, if there is one.
    pub(crate) record: Option<u64>,
}

impl Plan {
    /// The plan that the arguments describe; without arguments, 8 and 12 nap on the way to 30.
    pub(crate) fn from_args() -> Plan {
        let words: Vec<String> = std::env::args().skip(1).collect();
        parse(&words).unwrap_or_else(|| {
            eprintln!("usage: go-async [TO [NUMBER:SECONDS]... [record=FILE]]");
            eprintln!("for example: go-async 30 8:8 12:5 record=record.txt");
            std::process::exit(2)
        })
    }
}

fn parse(words: &[String]) -> Option<Plan> {
    let defaults = ["30".to_string(), "8:8".to_string(), "12:5".to_string()];
    let words = if words.is_empty() { &defaults } else { words };
    let (file, words) = match words.split_last() {
        Some((last, rest)) if last.starts_with("record=") => (&last["record=".len()..], rest),
        _ => ("record.txt", words),
    };
    let (to, naps) = words.split_first()?;
    let to = to.parse().ok()?;
    let naps: Vec<_> = naps.iter().map(|word| nap(word, to)).collect::<Option<_>>()?;
    let napping: HashSet<u32> = naps.iter().map(|(number, _)| *number).collect();
    let distinct = napping.len() == naps.len();
    distinct.then(|| Plan { to, naps, record: read_record(Path::new(file)) })
}

/// A nap as it is written: `8:5` lets number 8 sleep for five seconds.
fn nap(word: &str, to: u32) -> Option<(u32, Duration)> {
    let (number, length) = word.split_once(':')?;
    let (number, length) = (number.parse().ok()?, seconds(length)?);
    let sensible = (1..=to).contains(&number) && !length.is_zero();
    sensible.then_some((number, length))
}

/// Seconds as people write them, `6` or `0.25`, in whole milliseconds.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    let sensible = (0.0..=86_400.0).contains(&seconds);
    sensible.then(|| Duration::from_millis((seconds * 1000.0).round() as u64))
}

/// The record as exercise 04 wrote it: a number of milliseconds, and nothing else.
fn read_record(file: &Path) -> Option<u64> {
    let record = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok());
    if record.is_none() {
        eprintln!("(no record in {}: the count goes on without a comparison)", file.display());
    }
    record
}
