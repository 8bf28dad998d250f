//! What known-wrong programs do on the public runs, as digests that lie beside the exercise.
//!
//! A student's mistake is named from these, without building a single known-wrong program: in a
//! copy without solutions, where there are none, and everywhere else because it is faster.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::checks::{self, Check};
use super::{CourseLab, GradeError};
use course::Exercise;
use course::key::{Key, KeyBuilder};
use judge::diagnose::{Candidate, Signature};
use judge::report::Visibility;
use model::known::KnownProgram;

/// The published mistakes of one exercise: the content of `snapshots/mistakes.snap`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The hash of all that they were made from; none where there are no mistakes.
    made_from: Option<Key>,
    mistakes: Vec<Mistake>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    program: KnownProgram,
    /// What it does, by the name of the run.
    runs: BTreeMap<String, Signature>,
}

impl Published {
    /// Those that lie beside the exercise, when they are there and not older than the solutions.
    pub(super) fn of(exercise: &Exercise) -> Result<Option<Published>, GradeError> {
        let Some(text) = exercise.published_mistakes()? else { return Ok(None) };
        let Ok(published) = serde_json::from_str::<Published>(&text) else { return Ok(None) };
        let is_current =
            exercise.solution.is_none() || published.made_from.as_ref() == Some(&key(exercise)?);
        Ok(is_current.then_some(published))
    }

    /// True for public runs under the default schedule.
    pub(super) fn covers(&self, check: &Check) -> bool {
        check.visibility == Visibility::Public && check.run.schedule == 0
    }

    /// What the known-wrong programs do on this public run.
    pub(super) fn candidates(&self, check: &Check) -> Vec<Candidate<'_>> {
        let known = self.mistakes.iter();
        known
            .filter_map(|mistake| {
                let signature = mistake.runs.get(&check.run.name)?.clone();
                Some(Candidate { program: &mistake.program, signature })
            })
            .collect()
    }
}

impl CourseLab {
    /// Makes what is to be published of an exercise, from its solutions.
    ///
    /// # Errors
    /// When a program of the course is broken, or the machine fails.
    pub fn publish(&self, exercise: &Exercise) -> Result<Published, GradeError> {
        let mut known = self.known(exercise)?;
        // What only a hidden run shows, and by which, is not for those who do not see the run.
        let is_public = |name: &String| exercise.toml.runs.iter().any(|run| run.name == *name);
        let is_hidden = |seen_in: &[String]| !(seen_in.is_empty() || seen_in.iter().any(is_public));
        known.retain(|known| !is_hidden(&known.header.seen_in));
        let mut mistakes: Vec<Mistake> = known
            .iter()
            .map(|known| {
                let mut program = known.header.clone();
                program.seen_in.retain(is_public);
                Mistake { program, runs: BTreeMap::new() }
            })
            .collect();
        for check in checks::public(exercise)? {
            let candidates = self.candidates(exercise, &known, &check)?;
            for (mistake, candidate) in mistakes.iter_mut().zip(candidates) {
                mistake.runs.insert(check.run.name.clone(), candidate.signature);
            }
        }
        Ok(Published { made_from: Some(key(exercise)?), mistakes })
    }
}

/// Everything in the course that decides what is published.
fn key(exercise: &Exercise) -> Result<Key, GradeError> {
    let mut key = KeyBuilder::new("published");
    for run in &exercise.toml.runs {
        let expected = exercise.expected(run)?;
        let run = serde_json::to_string(run).unwrap_or_default();
        key = key.part("run", run).part("expected", expected.to_string());
    }
    key = key.part("order", serde_json::to_string(&exercise.toml.order).unwrap_or_default());
    for variant in exercise.known_wrong()? {
        for (path, text) in exercise.variant_sources(&variant)? {
            key = key.part(&variant.name, path).part("text", text);
        }
    }
    Ok(key.finish())
}
