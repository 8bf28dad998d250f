//! Reads the arguments, so that `main.rs` can be about threads and tasks alone.

use std::time::Duration;

/// What each upload runs on.
pub(crate) enum How {
    /// A thread of its own.
    Threads,
    /// A task of its own.
    Tasks,
}

/// How to upload, and what.
pub(crate) struct Plan {
    /// On threads or on tasks.
    pub(crate) how: How,
    /// The videos, and how long the encoding of each takes.
    pub(crate) uploads: Vec<(String, Duration)>,
}

impl Plan {
    /// The plan that the arguments describe; without arguments, three videos on threads.
    pub(crate) fn from_args() -> Plan {
        let words: Vec<String> = std::env::args().skip(1).collect();
        parse(&words).unwrap_or_else(|| {
            eprintln!("usage: three-hundred [threads|tasks NAME:SECONDS...]");
            eprintln!("for example: three-hundred tasks holiday:6 cat:2.5 v1..v300:2");
            std::process::exit(2)
        })
    }
}

fn parse(words: &[String]) -> Option<Plan> {
    let defaults = ["threads", "holiday:6", "cat:2.5", "dog:4"].map(str::to_owned);
    let (how, words) = if words.is_empty() { &defaults } else { words }.split_first()?;
    let how = match how.as_str() {
        "threads" => How::Threads,
        "tasks" => How::Tasks,
        _ => return None,
    };
    let uploads: Vec<Vec<_>> = words.iter().map(|word| videos(word)).collect::<Option<_>>()?;
    Some(Plan { how, uploads: uploads.concat() })
}

/// A video as it is written, `cat:2.5`, or many that take equally long: `v1..v300:2`.
fn videos(word: &str) -> Option<Vec<(String, Duration)>> {
    let (names, length) = word.split_once(':')?;
    let length = seconds(length)?;
    let Some((first, last)) = names.split_once("..") else {
        return Some(vec![(names.to_owned(), length)]);
    };
    let letters = first.trim_end_matches(|char: char| char.is_ascii_digit());
    let first: u32 = first.strip_prefix(letters)?.parse().ok()?;
    let last: u32 = last.strip_prefix(letters)?.parse().ok()?;
    Some((first..=last).map(|number| (format!("{letters}{number}"), length)).collect())
}

/// Seconds as people write them, `6` or `0.25`, in whole milliseconds.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    let sensible = (0.0..=86_400.0).contains(&seconds);
    sensible.then(|| Duration::from_millis((seconds * 1000.0).round() as u64))
}
