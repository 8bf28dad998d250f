//! Kinds of transcripts, each a right one and a wrong one of about as many lines.

use model::observation::{Observation, Trace};
use model::transcript::{End, Line, Stream, Transcript};

pub(crate) const SAMPLES: [&str; 9] = [
    "one line late",
    "every line late",
    "every line another",
    "every other line missing",
    "backwards in each instant",
    "backwards, all at one instant",
    "one text at all times",
    "nearly one text at all times",
    "one huge line",
];

/// Lines that share an instant.
const AT_ONCE: usize = 10;
/// Milliseconds from one instant to the next: further than a real clock's lines are late.
const STEP_MS: u64 = 500;
/// Actors who write them.
const ACTORS: usize = 7;

/// What was seen, and what is right.
pub(crate) fn sample(name: &str, lines: usize) -> (Observation, Transcript) {
    let numbers = || 0..lines;
    let expected: Vec<Line> = match name {
        "backwards, all at one instant" => numbers().map(|number| line(0, usual(number))).collect(),
        "one text at all times" | "nearly one text at all times" => {
            numbers().map(|number| line(number as u64 * STEP_MS, "tick".to_owned())).collect()
        }
        "one huge line" => vec![line(0, huge(lines))],
        _ => numbers().map(|number| line(instant(number), usual(number))).collect(),
    };
    let mut actual = expected.clone();
    match name {
        "one line late" => actual[lines - 1].at_ms += STEP_MS,
        "every line late" => actual.iter_mut().for_each(|line| line.at_ms += STEP_MS),
        "every line another" => {
            actual.iter_mut().for_each(|line| line.text = line.text.replace("step", "stop"));
        }
        "every other line missing" => {
            let mut number = 0;
            actual.retain(|_| {
                number += 1;
                number % 2 == 0
            });
        }
        "backwards in each instant" => actual.chunks_mut(AT_ONCE).for_each(<[Line]>::reverse),
        "backwards, all at one instant" => actual.reverse(),
        // As often, and always too late or too early.
        "one text at all times" => {
            actual.iter_mut().for_each(|line| line.at_ms += STEP_MS / 2 + 1);
        }
        // Once too rarely.
        "nearly one text at all times" => _ = actual.remove(lines / 2),
        "one huge line" => actual[0].text.push('!'),
        other => panic!("there is no sample called {other}"),
    }
    (Observation { transcript: transcript(actual), trace: Trace::default() }, transcript(expected))
}

fn instant(number: usize) -> u64 {
    (number / AT_ONCE) as u64 * STEP_MS
}

fn usual(number: usize) -> String {
    format!("actor {}: step {number}", number % ACTORS)
}

/// As long as the same number of usual lines.
fn huge(lines: usize) -> String {
    (0..lines).map(usual).collect()
}

fn line(at_ms: u64, text: String) -> Line {
    Line { at_ms, stream: Stream::Stdout, text }
}

fn transcript(lines: Vec<Line>) -> Transcript {
    let ended_at_ms = lines.last().map_or(0, |line| line.at_ms);
    let (files, remarks) = Default::default();
    Transcript { lines, end: End::OK, ended_at_ms, files, questions: Vec::new(), remarks }
}
