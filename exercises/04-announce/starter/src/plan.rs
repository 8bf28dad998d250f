//! Reads the plan from the arguments, and keeps the record, so that you need not.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process;
use std::time::Duration;

/// How far to count, who naps for how long, and where to write down what it took.
pub(crate) struct Plan {
    /// The last number.
    pub(crate) to: u32,
    /// The numbers that nap and the lengths of their naps, in the order of the arguments.
    pub(crate) naps: Vec<(u32, Duration)>,
    /// The record file, if there is to be one.
    record: Option<PathBuf>,
}

impl Plan {
    /// The plan that the arguments describe; without arguments it is `30 8:8 12:5`.
    pub(crate) fn from_args() -> Plan {
        let mut arguments: Vec<String> = env::args().skip(1).collect();
        if arguments.is_empty() {
            arguments = ["30", "8:8", "12:5"].map(String::from).to_vec();
        }
        parse(&arguments).unwrap_or_else(|| {
            eprintln!("usage: announce [to [number:seconds]... [record=file]]");
            eprintln!("each number between 1 and `to`, at most once: 30 8:8 12:5");
            process::exit(2);
        })
    }

    /// Writes down how long the count took, as in exercise 02: 09 compares itself with it.
    pub(crate) fn record(&self, took: Duration) {
        let Some(file) = &self.record else { return };
        if let Err(error) = fs::write(file, format!("{}\n", took.as_millis())) {
            eprintln!("(no record in {}: {error})", file.display());
        }
    }
}

fn parse(arguments: &[String]) -> Option<Plan> {
    let (record, arguments) = match arguments.split_last() {
        Some((last, rest)) if last.starts_with("record=") => {
            (Some(PathBuf::from(&last["record=".len()..])), rest)
        }
        _ => (None, arguments),
    };
    let (to, naps) = arguments.split_first()?;
    let to = to.parse().ok()?;
    let naps = naps.iter().map(|nap| parse_nap(nap, to)).collect::<Option<Vec<_>>>()?;
    let nappers: HashSet<u32> = naps.iter().map(|&(number, _)| number).collect();
    (nappers.len() == naps.len()).then_some(Plan { to, naps, record })
}

/// `8:2.5` is number 8, which naps for two and a half seconds.
fn parse_nap(nap: &str, to: u32) -> Option<(u32, Duration)> {
    let (number, seconds) = nap.split_once(':')?;
    let number = number.parse().ok().filter(|number| (1..=to).contains(number))?;
    let seconds: f64 = seconds.parse().ok()?;
    // A nap takes some time, and no more than a day.
    let seconds = (0.001..=86_400.0).contains(&seconds).then_some(seconds)?;
    // In whole milliseconds, so that no rounding of fractions ever shows.
    Some((number, Duration::from_millis((seconds * 1000.0).round() as u64)))
}
