//! The sentence for a run that is no known mistake: its first difference, with both times and what
//! the clock knows about it.

use super::Evidence;
use super::beside;
use super::costs;
use super::ends;
use super::holds::{Cause, cause};
use super::joined;
use super::quote::{quote, shown};
use super::stderr::{panic_of_another, written};
use super::windows;
use crate::compare::Difference;
use crate::report::Feedback;
use model::transcript::{Line, Transcript};
use model::words::{count, time};

/// As many missing lines are more than a slip.
const MANY: usize = 10;

/// What can be said of any failing run.
pub(super) fn feedback(evidence: &Evidence<'_>) -> Feedback {
    let Some(difference) = evidence.comparison.differences.first() else {
        return Feedback::unnamed("This run is right.".to_owned(), None);
    };
    if let Some(sentence) = joined::sentence(evidence, difference) {
        return Feedback::unnamed(sentence, None);
    }
    let lines = Lines { evidence };
    if let Some(sentence) = windows::sentence(evidence, difference) {
        return Feedback::unnamed(sentence, None);
    }
    let told = first_difference(&lines, difference);
    beside::with_causes(evidence, told)
}

fn first_difference(lines: &Lines<'_>, difference: &Difference) -> Feedback {
    let evidence = lines.evidence;
    if let Some(sentence) = lines.most_are_missing() {
        return Feedback::unnamed(sentence, None);
    }
    match difference {
        Difference::Text { actual, expected } => {
            Feedback::unnamed(lines.other_text(*actual, *expected), None)
        }
        Difference::Missing { expected } => Feedback::unnamed(lines.missing(*expected), None),
        Difference::Extra { actual } => Feedback::unnamed(lines.extra(*actual), None),
        Difference::Time { actual, expected } => lines.other_time(*actual, *expected),
        Difference::Order { early, .. } if lines.is_too_many(*early) => {
            Feedback::unnamed(lines.extra(*early), None)
        }
        Difference::Order { early, late } => {
            Feedback::unnamed(lines.other_order(*early, *late), None)
        }
        Difference::End => ends::other_end(evidence),
        Difference::EndTime => ends::other_end_time(evidence),
        Difference::File { name } => Feedback::unnamed(other_file(evidence, name), None),
        Difference::Question { asks, at_ms, expected_at_ms } => {
            Feedback::unnamed(other_question(asks, *at_ms, *expected_at_ms), None)
        }
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
            let lines = written(actual).filter(|_| panic_of_another(actual).is_none()).count();
            let what = match lines {
                0 => "Nothing was printed".to_owned(),
                _ => format!(
                    "Nothing came on standard output, and {} on standard error, where `eprintln!` \
                     writes; `println!` writes where I look",
                    count(lines as u64, "line", "lines")
                ),
            };
            return format!("{what}: I expected {} at {when} first.", quote(text));
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

    /// What is missing is more than what is there: no single line is the one to speak of.
    fn most_are_missing(&self) -> Option<String> {
        let differences = &self.evidence.comparison.differences;
        let is_of_words =
            matches!(differences.first(), Some(Difference::Text { .. } | Difference::Extra { .. }));
        let mut missing = differences.iter().filter_map(|difference| match difference {
            Difference::Missing { expected } => Some(*expected),
            _ => None,
        });
        let (first, all) = (missing.clone().min()?, self.evidence.expected.stdout().count());
        let missing = missing.by_ref().count();
        (is_of_words && missing >= MANY && 2 * missing > all).then(|| {
            let (text, at_ms) = self.expected(first);
            format!(
                "{} of {all} lines never came, the first of them {}: I expected it at {}.",
                missing,
                quote(text),
                time(at_ms)
            )
        })
    }

    /// True for a line of which there is one too many: then it is not the order that is wrong.
    fn is_too_many(&self, actual: usize) -> bool {
        let (text, _) = self.actual(actual);
        let differences = &self.evidence.comparison.differences;
        differences.iter().any(|difference| {
            matches!(difference, Difference::Extra { actual } if self.actual(*actual).0 == text)
        })
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
        if let Some(together) = self.written_together(actual, expected_at_ms) {
            let sentence =
                format!("{line} came at {when}, it should come at {expected_when}: {together}.");
            return Feedback::unnamed(sentence, None);
        }
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

    /// A line that was late because it lay about until it was written with later ones.
    fn written_together(&self, actual: usize, expected_at_ms: u64) -> Option<String> {
        let Evidence { observation, expected, .. } = self.evidence;
        let batches = &observation.trace.batches;
        let batch = batches.iter().find(|it| (it.first..it.first + it.lines).contains(&actual))?;
        let lines: Vec<&Line> =
            observation.transcript.stdout().skip(batch.first).take(batch.lines).collect();
        // Lines that belong to one instant may be written at once.
        let belongs_later = |line: &&Line| {
            let mut others = expected.stdout().filter(|other| other.at_ms > expected_at_ms);
            others.any(|other| other.text.trim_end() == line.text.trim_end())
        };
        let is_late = lines.first().is_some_and(|line| line.at_ms > expected_at_ms);
        (is_late && lines.iter().any(belongs_later)).then(|| {
            let others = count(batch.lines as u64 - 1, "other line", "other lines");
            format!(
                "it was written together with {others}, all at once. Write each line when its time \
                 has come; where a buffer keeps them, `flush` it"
            )
        })
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

fn other_question(asks: &str, at_ms: Option<u64>, expected_at_ms: Option<u64>) -> String {
    let asks = quote(asks);
    let what = match (at_ms.map(time), expected_at_ms.map(time)) {
        (Some(at), Some(right)) => format!("was asked at {at} and should be asked at {right}"),
        (Some(at), None) => format!("was asked at {at}, once too often"),
        (None, right) => {
            let right = right.map_or(String::new(), |right| format!(" at {right}"));
            format!("should be asked{right} and was not")
        }
    };
    format!(
        "Right lines at right times, but of the world outside, {asks} {what}: what you print has \
         to be what you do."
    )
}

fn inexact(why: &str) -> String {
    format!(
        "I cannot tell the times of this run, so I cannot accept it: {}. Find a way that waits \
         and prints with the means of the lesson.",
        shown(why)
    )
}
