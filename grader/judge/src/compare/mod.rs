//! Compares a transcript with the reference's. Pure: no files, no processes, no clocks.
//!
//! The main function is [`compare`], its answer a [`Comparison`]. Only standard output, the files,
//! the end and, where a run is judged by them, its questions are compared. Trailing white space and empty lines are forgiven; indices in a
//! [`Difference`] count all stdout lines, forgiven ones too.

mod align;
mod alignment;
mod lines;
mod near;
pub(crate) mod order;
mod questions;
mod real;
mod reduce;
#[cfg(test)]
mod tests;
pub(crate) mod view;
mod within;

pub use real::{LATE_MS, settle};
pub use reduce::reduce;
use serde::{Deserialize, Serialize};
pub use within::bring_together;

use model::observation::{Cost, Exactness, Observation, Trace};
use model::spec::{CostBounds, Order};
use model::transcript::{End, Transcript};

/// How a transcript differs from the reference's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Every difference, the one to speak of first at the front.
    pub differences: Vec<Difference>,
}

/// One difference between a transcript and the reference's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difference {
    /// A line has other words than the reference's in its place.
    Text {
        /// Index into the submission's stdout lines.
        actual: usize,
        /// Index into the reference's stdout lines.
        expected: usize,
    },
    /// A line of the reference never came.
    Missing {
        /// Index into the reference's stdout lines.
        expected: usize,
    },
    /// A line that the reference does not have.
    Extra {
        /// Index into the submission's stdout lines.
        actual: usize,
    },
    /// A line came at another time.
    Time {
        /// Index into the submission's stdout lines.
        actual: usize,
        /// Index into the reference's stdout lines.
        expected: usize,
    },
    /// Two lines of the same instant are in the wrong order.
    Order {
        /// The line that came too early (submission's stdout index).
        early: usize,
        /// The line that should have come before it (submission's stdout index).
        late: usize,
    },
    /// The run ended in another way.
    End,
    /// The run ended at another time.
    EndTime,
    /// A file that the run should leave differs.
    File {
        /// Its name.
        name: String,
    },
    /// The world outside was asked something at another time, once too often or not at all.
    Question {
        /// What.
        asks: String,
        /// When it was asked; `None` when it was not.
        at_ms: Option<u64>,
        /// When it should be asked; `None` when it should not.
        expected_at_ms: Option<u64>,
    },
    /// The times of the run are not exact, so nothing can be said of them.
    Inexact {
        /// Why, as a clause.
        why: String,
    },
    /// It is right but costs too much.
    Cost {
        /// Which figure.
        cost: Cost,
        /// Its value: a count, or milliseconds.
        value: u64,
        /// The most that is allowed.
        limit: u64,
    },
}

impl Comparison {
    /// True when nothing differs.
    pub fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Compares a run with the reference's transcript of the same run.
///
/// Differences come in the order in which they are spoken of: another kind of end, times that are
/// not exact (such a run is never equal, whatever it wrote), an end that cut lines off, lines from
/// the earliest, the time of the end, files; then what was asked of the world outside, and then costs,
/// each only when all before it is right.
pub fn compare(
    actual: &Observation,
    expected: &Transcript,
    order: &Order,
    bounds: &CostBounds,
) -> Comparison {
    let transcript = &actual.transcript;
    let lines = lines::differences(
        &view::view(transcript),
        &view::view(expected),
        &order::Rules::new(order),
    );
    let mut differences = Vec::new();
    let other_end = !same_end(&transcript.end, &expected.end);
    let other_time = !other_end && transcript.ended_at_ms != expected.ended_at_ms;
    let cut_off = other_time && is_cut_off(transcript, expected, &lines);
    if other_end {
        differences.push(Difference::End);
    }
    // How far times are off nobody knows, so there is no tolerance that would be right.
    if let (false, Exactness::Unknown(why)) = (other_end, &actual.trace.exactness) {
        differences.push(Difference::Inexact { why: why.clone() });
    }
    if cut_off {
        differences.push(Difference::EndTime);
    }
    differences.extend(lines.into_iter().map(|found| found.difference));
    if other_time && !cut_off {
        differences.push(Difference::EndTime);
    }
    differences.extend(file_differences(transcript, expected));
    if differences.is_empty() {
        differences.extend(questions::first_difference(&transcript.questions, &expected.questions));
    }
    if differences.is_empty() {
        differences.extend(cost_differences(&actual.trace, bounds));
    }
    Comparison { differences }
}

/// True for ends of the same kind. What a panic says is not part of the kind.
fn same_end(actual: &End, expected: &End) -> bool {
    match (actual, expected) {
        (End::Panicked { .. }, End::Panicked { .. }) => true,
        _ => actual == expected,
    }
}

/// True when everything was right until the run ended, too early, with lines still to come.
fn is_cut_off(actual: &Transcript, expected: &Transcript, lines: &[lines::Found]) -> bool {
    actual.ended_at_ms < expected.ended_at_ms
        && lines.iter().all(|found| found.at_ms >= actual.ended_at_ms)
        && lines.iter().any(|found| matches!(found.difference, Difference::Missing { .. }))
}

fn file_differences(actual: &Transcript, expected: &Transcript) -> Vec<Difference> {
    let missing = expected.files.keys().filter(|name| !actual.files.contains_key(*name));
    let other = actual.files.iter().filter(|(name, content)| {
        expected.files.get(*name).is_none_or(|wanted| wanted.trim_end() != content.trim_end())
    });
    let mut names: Vec<&String> = missing.chain(other.map(|(name, _)| name)).collect();
    names.sort();
    names.into_iter().map(|name| Difference::File { name: name.clone() }).collect()
}

fn cost_differences(trace: &Trace, bounds: &CostBounds) -> Vec<Difference> {
    let broken = Cost::all().filter_map(|cost| {
        let (value, limit) = (cost.of(trace), bounds.limit(cost)?);
        (value > limit).then_some(Difference::Cost { cost, value, limit })
    });
    broken.collect()
}
