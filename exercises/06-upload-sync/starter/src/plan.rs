//! Reads the arguments, so that `main.rs` can be about the upload alone.

use std::time::Duration;

/// What to upload, and how long that takes.
pub(crate) struct Plan {
    /// The video's name, without `.mp4`.
    pub(crate) name: String,
    /// How long the encoding takes.
    pub(crate) encoding: Duration,
}

impl Plan {
    /// The plan that the arguments describe; without arguments, a holiday of six seconds.
    pub(crate) fn from_args() -> Plan {
        let words: Vec<String> = std::env::args().skip(1).collect();
        parse(&words).unwrap_or_else(|| {
            eprintln!("usage: upload-sync [NAME SECONDS]");
            eprintln!("for example: upload-sync holiday 6");
            std::process::exit(2)
        })
    }
}

fn parse(words: &[String]) -> Option<Plan> {
    let defaults = ["holiday".to_string(), "6".to_string()];
    let [name, encoding] = (if words.is_empty() { &defaults } else { words }) else {
        return None;
    };
    Some(Plan { name: name.clone(), encoding: seconds(encoding)? })
}

/// Seconds as people write them, `6` or `0.25`, in whole milliseconds.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    let sensible = (0.0..=86_400.0).contains(&seconds);
    sensible.then(|| Duration::from_millis((seconds * 1000.0).round() as u64))
}
