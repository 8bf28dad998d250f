//! Names the mistake: whose timeline is it? Pure: no files, no processes, no clocks.
//!
//! Mistakes are programs, run as the submission was. A failing run that equals a known-wrong
//! program's gets that program's sentence, filled from the student's own run ([`diagnose`]); any
//! other gets the first difference in words.

mod beside;
mod calls;
mod choose;
mod costs;
mod ends;
mod evidence;
mod facts;
mod fill;
mod generic;
mod holds;
mod joined;
mod point;
mod quote;
mod remarks;
mod shared;
mod signature;
mod source;
mod stderr;
mod terms;
#[cfg(test)]
mod tests;
mod tokens;
mod unused;
mod windows;

pub use evidence::Evidence;
pub use facts::{Facts, is_placeholder};
pub use fill::{fill, placeholders};
pub use point::point_of;
pub use remarks::{remarks, transcript_remarks};
pub use signature::{Signature, coincide, signature};
pub use source::Source;
pub use unused::Unused;

use std::collections::BTreeSet;

use crate::report::Feedback;
use model::known::KnownProgram;
use model::transcript::{End, Place};

/// A known-wrong program and what it did on the run in question.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The program.
    pub program: &'a KnownProgram,
    /// Its run's signature.
    pub signature: Signature,
}

/// The one sentence that a failing run deserves.
///
/// What it was refused comes first. A candidate with the same signature gives its sentence, unless the source contradicts it.
/// Among several the `source` patterns choose, the most exact first; a sentence that this run
/// cannot fill is passed over. Else a future that nobody awaits is named, where it can be the cause;
/// and of candidates that do not fit, what all of them share is said.
pub fn diagnose(failing: &Evidence<'_>, candidates: &[Candidate<'_>], source: &Source) -> Feedback {
    // What it was refused it does not have, so all else may follow from it.
    if let Some(refused) = &failing.observation.trace.refused {
        return Feedback::unnamed(refused.sentence(), refused.place.clone());
    }
    let own = signature(failing.observation, failing.comparison, failing.order);
    let alike: Vec<_> = candidates.iter().filter(|it| it.signature == own).collect();
    let facts = Facts::of(failing);
    let known = choose::in_order(&alike, source).into_iter().find_map(|candidate| {
        let sentence = fill::fill_all(&candidate.program.sentence, &facts)?;
        Some((sentence, candidate.program.name.clone()))
    });
    let generic = generic::feedback(failing);
    let place = || generic.place.clone().or_else(|| place_of_mistake(failing));
    if let Some((sentence, name)) = known {
        return Feedback { sentence, mistake: Some(name), place: place() };
    }
    if let Some(feedback) = unused::feedback(failing, &source.unused) {
        return feedback;
    }
    let sentences: Vec<&str> = alike.iter().map(|it| it.program.sentence.as_str()).collect();
    let shared = shared::beginning(&sentences).and_then(|it| fill::fill_all(&it, &facts));
    match shared {
        Some(sentence) => Feedback::unnamed(sentence, place()),
        None => generic,
    }
}

/// The lints whose findings would choose among the candidates that did the same as this run.
pub fn wanted_findings<'a>(
    failing: &Evidence<'_>,
    candidates: &[Candidate<'a>],
) -> BTreeSet<&'a str> {
    let own = signature(failing.observation, failing.comparison, failing.order);
    let alike = candidates.iter().filter(|candidate| candidate.signature == own);
    alike.flat_map(|candidate| candidate.program.finding.iter().map(String::as_str)).collect()
}

/// The line that a known mistake is most likely about.
fn place_of_mistake(failing: &Evidence<'_>) -> Option<Place> {
    match &failing.observation.transcript.end {
        End::Panicked { place, .. } => place.clone(),
        _ => failing.longest_async_hold().and_then(|hold| hold.place.clone()),
    }
}
