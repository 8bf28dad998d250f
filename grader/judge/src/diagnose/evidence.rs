//! All that is known of one graded run, and where in it to look first.

use crate::compare::view::{VisibleLine, view};
use crate::compare::{Comparison, Difference};
use model::observation::{Hold, Observation, Role};
use model::spec::{CostBounds, Order, Window};
use model::transcript::Transcript;

/// One graded run: what was asked, what was seen, what is right, and how they differ.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The arguments of the run.
    pub args: &'a [String],
    /// What was seen.
    pub observation: &'a Observation,
    /// The reference's transcript of the same run.
    pub expected: &'a Transcript,
    /// Where the machine's clock was set in it: when, and by how much, in milliseconds.
    pub clock_steps: &'a [(u64, i64)],
    /// The exercise's order rules.
    pub order: &'a Order,
    /// What the run may cost.
    pub bounds: &'a CostBounds,
    /// Lines that may come at any moment of a window.
    pub within: &'a [Window],
    /// The observation compared with the reference's transcript.
    pub comparison: &'a Comparison,
    /// Whether the program is the starter, as it was received.
    pub is_starter: bool,
}

impl<'a> Evidence<'a> {
    /// The blocking call that held async code for longest, or without one, the longest sleep of
    /// a thread that is no runtime's.
    pub(super) fn longest_hold(&self) -> Option<&'a Hold> {
        self.longest_async_hold()
            .or_else(|| self.longest(|it| it.is_sleep() && it.role == Role::Plain))
    }

    /// The blocking call that held async code for longest.
    pub(super) fn longest_async_hold(&self) -> Option<&'a Hold> {
        self.longest(Hold::is_async)
    }

    fn longest(&self, counts: fn(&Hold) -> bool) -> Option<&'a Hold> {
        let holds = self.observation.trace.holds.iter();
        // Of equally long ones the first.
        holds.filter(|hold| counts(hold)).rev().max_by_key(|hold| hold.for_ms)
    }
}

/// The first line that differs: indices into the stdout lines of either transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Your line; where one is missing, the line that stands in its place.
    pub(super) actual: Option<usize>,
    /// The reference's line; where yours is one too many, the line that should stand there.
    pub(super) expected: Option<usize>,
    /// True when the two are the same line, rather than two lines at the same place.
    pub(super) is_pair: bool,
}

impl Spot {
    /// Of a run in which a line differs, whatever else differs before it.
    pub(super) fn of(evidence: &Evidence<'_>) -> Option<Spot> {
        let (ours, reference) = (view(&evidence.observation.transcript), view(evidence.expected));
        evidence.comparison.differences.iter().find_map(|difference| {
            let (actual, expected, is_pair) = match *difference {
                Difference::Text { actual, expected } | Difference::Time { actual, expected } => {
                    (Some(actual), Some(expected), true)
                }
                Difference::Missing { expected } => {
                    (same_place(&reference, expected, &ours), Some(expected), false)
                }
                Difference::Extra { actual } => {
                    (Some(actual), same_place(&ours, actual, &reference), false)
                }
                Difference::Order { early, late } => {
                    (Some(early), twin(&ours, late, &reference), false)
                }
                _ => return None,
            };
            Some(Spot { actual, expected, is_pair })
        })
    }
}

/// The line of `others` that stands where `index` stands in `lines`: behind the same line.
fn same_place(
    lines: &[VisibleLine<'_>],
    index: usize,
    others: &[VisibleLine<'_>],
) -> Option<usize> {
    let before: Vec<&VisibleLine<'_>> =
        lines.iter().take_while(|line| line.index < index).collect();
    let place = match before.last() {
        Some(last) => {
            let earlier = before.iter().filter(|line| line.text == last.text).count() - 1;
            let mut equal = others.iter().enumerate().filter(|(_, other)| other.text == last.text);
            equal.nth(earlier)?.0 + 1
        }
        None => 0,
    };
    others.get(place).map(|line| line.index)
}

/// The line of `others` with the text and the time of `index` in `lines`.
fn twin(lines: &[VisibleLine<'_>], index: usize, others: &[VisibleLine<'_>]) -> Option<usize> {
    let line = lines.iter().find(|line| line.index == index)?;
    let same = |other: &&VisibleLine<'_>| other.at_ms == line.at_ms && other.text == line.text;
    others.iter().find(same).map(|other| other.index)
}
