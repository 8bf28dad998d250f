//! Futures that are made and thrown away: the compiler knows them, and often they are the cause.

use super::Evidence;
use super::quote::shown;
use crate::compare::Difference;
use crate::report::Feedback;
use model::transcript::{End, Place, Transcript};

/// A future that nobody awaits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The call that makes it, as it is written.
    pub call: String,
    /// Where.
    pub place: Place,
}

/// The sentence for a run whose first difference fits a future that did nothing: something came
/// too early, or not at all.
pub(super) fn feedback(evidence: &Evidence<'_>, unused: &[Unused]) -> Option<Feedback> {
    let [first, others @ ..] = unused else { return None };
    if !fits(evidence) {
        return None;
    }
    let more = match others {
        [] => String::new(),
        [other] => format!(" So is `{}` at {}.", shown(&other.call), other.place),
        _ => format!(" So are {} others.", others.len()),
    };
    let (call, place) = (shown(&first.call), &first.place);
    let sentence = format!(
        "`{call}` at {place} is made and never awaited, and a future does nothing until it is \
         awaited: write `.await` behind it.{more}"
    );
    Some(Feedback::unnamed(sentence, Some(place.clone())))
}

fn fits(evidence: &Evidence<'_>) -> bool {
    let Evidence { observation, expected, comparison, .. } = evidence;
    let at = |transcript: &Transcript, index: usize| {
        transcript.stdout().nth(index).map(|line| line.at_ms)
    };
    match comparison.differences.first() {
        Some(Difference::Missing { .. } | Difference::Order { .. }) => true,
        // A line that belongs to a later time came too early.
        Some(Difference::Extra { actual }) => {
            let line = observation.transcript.stdout().nth(*actual);
            line.is_some_and(|line| {
                let mut others = expected.stdout().filter(|other| other.at_ms > line.at_ms);
                others.any(|other| other.text.trim_end() == line.text.trim_end())
            })
        }
        Some(Difference::Time { actual, expected: index }) => {
            at(&observation.transcript, *actual) < at(expected, *index)
        }
        Some(Difference::EndTime) => observation.transcript.ended_at_ms < expected.ended_at_ms,
        Some(Difference::End) => observation.transcript.end == End::Stuck,
        _ => false,
    }
}
