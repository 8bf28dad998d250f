//! What happened beside the first difference and may be its cause: a panic of a task or of
//! another thread, and a clock that was set.

use super::Evidence;
use super::quote::quote;
use super::stderr::panic_of_another;
use crate::compare::Difference;
use crate::report::Feedback;
use model::transcript::{End, Place};
use model::words::time;

/// The sentence, and behind it what may be the cause.
pub(super) fn with_causes(evidence: &Evidence<'_>, mut told: Feedback) -> Feedback {
    if let Some((sentence, place)) = panic(evidence) {
        told.sentence.push_str(&sentence);
        told.place = told.place.or(place);
    }
    if let Some(sentence) = clock_was_set(evidence) {
        told.sentence.push_str(&sentence);
    }
    told
}

/// A panic that did not end the program, where something is missing, late or stuck.
fn panic(evidence: &Evidence<'_>) -> Option<(String, Option<Place>)> {
    let transcript = &evidence.observation.transcript;
    let first = evidence.comparison.differences.first()?;
    let says_it = matches!(first, Difference::Cost { .. } | Difference::Inexact { .. })
        || matches!(transcript.end, End::Panicked { .. });
    let panic = panic_of_another(transcript).filter(|_| !says_it)?;
    let place = panic.place.as_ref().map_or(String::new(), |place| format!(", at {place}"));
    let message = match panic.message.trim() {
        "" => String::new(),
        message => format!(": {}", quote(message)),
    };
    let when = time(panic.at_ms);
    let sentence =
        format!(" At {when} a task or a thread of yours panicked{place}{message}; it did no more.");
    Some((sentence, panic.place))
}

/// In a run in which the machine's clock was set, what that does is what the run is about.
fn clock_was_set(evidence: &Evidence<'_>) -> Option<String> {
    let ended_at_ms = evidence.observation.transcript.ended_at_ms;
    let (at_ms, by_ms) = evidence.clock_steps.first().filter(|(at, _)| *at <= ended_at_ms)?;
    let (when, by) = (time(*at_ms), time(by_ms.unsigned_abs()));
    let direction = if *by_ms < 0 { "back" } else { "forward" };
    Some(format!(" In this run the machine's clock is set {direction} by {by}, at {when}."))
}
