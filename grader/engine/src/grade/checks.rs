//! Which runs make up a grading, and what is right in each.

use serde::{Deserialize, Serialize};

use super::{Checks, GradeError};
use course::Exercise;
use judge::report::{NotMade, Visibility, WhyNotMade};
use model::spec::Run;
use model::transcript::Transcript;

/// One run to be made, and the transcript that is right for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Check {
    pub(super) run: Run,
    pub(super) expected: Transcript,
    pub(super) visibility: Visibility,
    /// The seed, when the run was drawn.
    pub(super) seed: Option<u64>,
}

/// The checks that are the same in every grading.
pub(super) fn fixed(exercise: &Exercise) -> Result<Vec<Check>, GradeError> {
    let mut fixed = public(exercise)?;
    fixed.extend(hidden(exercise)?);
    Ok(fixed)
}

impl Check {
    /// This check, not made.
    pub(super) fn not_made(&self, why: WhyNotMade) -> NotMade {
        let Run { name, points, .. } = &self.run;
        NotMade { name: Some(name.clone()), visibility: self.visibility, points: *points, why }
    }
}

/// The checks whose runs students see.
pub(super) fn public(exercise: &Exercise) -> Result<Vec<Check>, GradeError> {
    of(exercise, &exercise.toml.runs, Visibility::Public)
}

/// The fixed checks whose runs students do not see.
pub(super) fn hidden(exercise: &Exercise) -> Result<Vec<Check>, GradeError> {
    of(exercise, exercise.hidden_runs(), Visibility::Hidden)
}

fn of(exercise: &Exercise, runs: &[Run], visibility: Visibility) -> Result<Vec<Check>, GradeError> {
    let check = |run: &Run| {
        let expected = exercise.expected(run)?;
        Ok(Check { run: run.clone(), expected, visibility, seed: None })
    };
    runs.iter().map(check).collect()
}

/// Points that can be earned.
pub fn points(exercise: &Exercise, checks: Checks) -> u32 {
    let sum = |runs: &[Run]| runs.iter().map(|run| run.points).sum::<u32>();
    let public = sum(&exercise.toml.runs);
    if checks == Checks::Public {
        return public;
    }
    public
        + sum(exercise.hidden_runs())
        + exercise.draws().map_or(0, |draws| draws.count * draws.points)
}
