//! Reads the plan and the questions from the arguments, so that you need not.

use std::env;
use std::process;
use std::time::Duration;

/// Who naps for how long, and what is asked about it.
pub(crate) struct Plan {
    /// The numbers that nap and the lengths of their naps; the numbers ascend.
    pub(crate) naps: Vec<(u32, Duration)>,
    /// The numbers that are asked about, in the order in which they are asked.
    pub(crate) questions: Vec<u32>,
}

impl Plan {
    /// The plan that the arguments describe; without arguments `30 8:8 12:5 -- 5 8 9 13 30`.
    pub(crate) fn from_args() -> Plan {
        let mut arguments: Vec<String> = env::args().skip(1).collect();
        if arguments.is_empty() {
            let defaults = "30 8:8 12:5 -- 5 8 9 13 30";
            arguments = defaults.split(' ').map(String::from).collect();
        }
        parse(&arguments).unwrap_or_else(|| {
            eprintln!("usage: notice to number:seconds... -- number...");
            eprintln!("nappers ascend, and every number is between 1 and `to`:");
            eprintln!("30 8:8 12:5 -- 5 8 9 13 30");
            process::exit(2);
        })
    }
}

/// The numbers in words: `8 12`, or `nobody`.
pub(crate) fn names(numbers: &[u32]) -> String {
    if numbers.is_empty() {
        return "nobody".to_string();
    }
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

fn parse(arguments: &[String]) -> Option<Plan> {
    let dashes = arguments.iter().position(|argument| argument == "--")?;
    let (to, naps) = arguments[..dashes].split_first()?;
    let to = to.parse().ok()?;
    let naps = naps.iter().map(|nap| parse_nap(nap, to)).collect::<Option<Vec<_>>>()?;
    let questions = arguments[dashes + 1..].iter();
    let questions = questions.map(|number| parse_number(number, to)).collect::<Option<Vec<_>>>()?;
    let ascending = naps.is_sorted_by(|(one, _), (next, _)| one < next);
    let complete = !naps.is_empty() && !questions.is_empty();
    (ascending && complete).then_some(Plan { naps, questions })
}

/// `8:2.5` is number 8, which naps for two and a half seconds.
fn parse_nap(nap: &str, to: u32) -> Option<(u32, Duration)> {
    let (number, seconds) = nap.split_once(':')?;
    let number = parse_number(number, to)?;
    let seconds: f64 = seconds.parse().ok()?;
    // A nap takes some time, and no more than a day.
    let seconds = (0.001..=86_400.0).contains(&seconds).then_some(seconds)?;
    // In whole milliseconds, so that no rounding of fractions ever shows.
    Some((number, Duration::from_millis((seconds * 1000.0).round() as u64)))
}

fn parse_number(number: &str, to: u32) -> Option<u32> {
    number.parse().ok().filter(|number| (1..=to).contains(number))
}
