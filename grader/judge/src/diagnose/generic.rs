//! The sentence for a run that is no known mistake: its first difference, with both times and what
//! the clock knows about it.

use super::Evidence;
use super::costs;
use super::ends;
use super::holds::{Cause, cause};
use super::joined;
use super::quote::{quote, shown};
use crate::compare::Difference;
use crate::report::Feedback;
use model::transcript::{Line, Transcript};
use model::words::time;

/// What can be said of any failing run.
pub(super) fn feedback(evidence: &Evidence<'_>) -> Feedback {
    let Some(difference) = evidence.comparison.differences.first() else {
        return Feedback::unnamed("This run is right.".to_owned(), None);
    };
    if let Some(sentence) = joined::sentence(evidence, difference) {
        return Feedback::unnamed(sentence, None);
    }
    let lines = Lines { evidence };
    match difference {
        Difference::Text { actual, expected } => {
            Feedback::unnamed(lines.other_text(*actual, *expected), None)
        }
        Difference::Missing { expected } => Feedback::unnamed(lines.missing(*expected), None),
        Difference::Extra { actual } => Feedback::unnamed(lines.extra(*actual), None),
        Difference::Time { actual, expected } => lines.other_time(*actual, *expected),
        Difference::Order { early, late } => {
            Feedback::unnamed(lines.other_order(*early, *late), None)
        }
        Difference::End => ends::other_end(evidence),
        Difference::EndTime => ends::other_end_time(evidence),
        Difference::File { name } => Feedback::unnamed(other_file(evidence, name), None),
        Difference::Inexact { why } => Feedback::unnamed(inexact(why), None),
        Difference::Cost { cost, value, limit } => {
            costs::too_much(&evidence.observation.trace, *cost, *value, *limit)
        }
    }
}

/// The lines of both transcripts, by the indices of a comparison.
struct Lines<'a> {
    evidence: &'a Evidence<'a>,
}

impl<'a> Lines<'a> {
    fn actual(&self, index: usize) -> (&'a str, u64) {
        at(&self.evidence.observation.transcript, index)
    }

    fn expected(&self, index: usize) -> (&'a str, u64) {
        at(self.evidence.expected, index)
    }

    fn other_text(&self, actual: usize, expected: usize) -> String {
        let ((actual, at_ms), (expected, expected_at_ms)) =
            (self.actual(actual), self.expected(expected));
        let when =
            if at_ms == expected_at_ms { String::new() } else { format!(" at {}", time(at_ms)) };
        let hint = if actual.to_lowercase() == expected.to_lowercase() {
            " Only capital and small letters differ."
        } else if actual.split_whitespace().eq(expected.split_whitespace()) {
            " Only the spaces differ."
        } else {
            ""
        };
        let (actual, expected) = (quote(actual), quote(expected));
        format!("I expected {expected} at {}, and read {actual}{when}.{hint}", time(expected_at_ms))
    }

    fn missing(&self, expected: usize) -> String {
        let (text, at_ms) = self.expected(expected);
        let actual = &self.evidence.observation.transcript;
        let when = time(at_ms);
        if actual.stdout().all(|line| line.text.trim().is_empty()) {
            return format!("Nothing was printed: I expected {} at {when} first.", quote(text));
        }
        let before: Vec<&Line> = self.evidence.expected.stdout().take(expected).collect();
        let after = before.iter().rfind(|line| !line.text.trim().is_empty());
        let after = after.map_or(String::new(), |line| format!(", after {}", quote(&line.text)));
        if has(actual, text) {
            format!("One {} is missing: I expected it at {when}{after}.", quote(text))
        } else {
            format!("{} never came: I expected it at {when}{after}.", quote(text))
        }
    }

    fn extra(&self, actual: usize) -> String {
        let (text, at_ms) = self.actual(actual);
        let (line, when) = (quote(text), time(at_ms));
        if has(self.evidence.expected, text) {
            format!("{line} came once too often, at {when}.")
        } else {
            format!("{line} came at {when}, and there should be no such line.")
        }
    }

    fn other_time(&self, actual: usize, expected: usize) -> Feedback {
        let ((text, at_ms), (_, expected_at_ms)) = (self.actual(actual), self.expected(expected));
        let (line, when, expected_when) = (quote(text), time(at_ms), time(expected_at_ms));
        let cause = cause(&self.evidence.observation.trace, expected_at_ms, at_ms);
        let Cause { words, place } = cause.unwrap_or_else(|| {
            let direction = if at_ms < expected_at_ms { "early" } else { "late" };
            let words = format!("that is {} too {direction}", time(at_ms.abs_diff(expected_at_ms)));
            Cause { words, place: None }
        });
        Feedback::unnamed(
            format!("{line} came at {when}, it should come at {expected_when}: {words}."),
            place,
        )
    }

    fn other_order(&self, early: usize, late: usize) -> String {
        let ((early, at_ms), (late, _)) = (self.actual(early), self.actual(late));
        let (early, late) = (quote(early), quote(late));
        format!(
            "{early} came before {late}: both belong to {}, and {late} comes first.",
            time(at_ms)
        )
    }
}

fn at(transcript: &Transcript, index: usize) -> (&str, u64) {
    transcript.stdout().nth(index).map_or(("", 0), |line| (line.text.trim_end(), line.at_ms))
}

fn has(transcript: &Transcript, text: &str) -> bool {
    transcript.stdout().any(|line| line.text.trim_end() == text)
}

fn other_file(evidence: &Evidence<'_>, name: &str) -> String {
    let quoted = |transcript: &Transcript| {
        transcript.files.get(name).map(|content| quote(content.trim_end()))
    };
    let file = quote(name);
    match (quoted(&evidence.observation.transcript), quoted(evidence.expected)) {
        (Some(actual), Some(expected)) => {
            format!("The file {file} holds {actual}, and it should hold {expected}.")
        }
        (None, Some(expected)) => {
            format!("The file {file} is missing: it should hold {expected} when the program ends.")
        }
        (_, None) => format!("Your program left a file {file} that nobody asked for."),
    }
}

fn inexact(why: &str) -> String {
    format!(
        "I cannot tell the times of this run, so I cannot accept it: {}. Find a way that waits \
         and prints with the means of the lesson.",
        shown(why)
    )
}
