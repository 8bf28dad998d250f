//! What was found before and would be found again: it is kept under the hash of all that it
//! depends on, and nothing is done twice.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Choice, GradeError, Grader};
use crate::build::Workshop;
use course::Exercise;
use course::key::{Key, KeyBuilder};
use course::sources;
use course::submission::Submission;
use judge::report::{Durations, ExerciseReport};
use model::limits::GradingLimits;
use model::transcript::End;
use model::verdict::Verdict;

const VERDICTS: &str = "verdicts";

impl Grader {
    /// What is kept under this key; else what `make` makes, which is kept from now on when it is
    /// `lasting`.
    pub(super) fn cached<T: Serialize + DeserializeOwned>(
        &self,
        shelf: &str,
        key: &Key,
        make: impl FnOnce() -> Result<T, GradeError>,
        lasting: impl FnOnce(&T) -> bool,
    ) -> Result<T, GradeError> {
        let cached = self.store().get_bytes(shelf, key);
        if let Some(cached) = cached.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return Ok(cached);
        }
        let made = make()?;
        if lasting(&made)
            && let Ok(bytes) = serde_json::to_vec(&made)
            && bytes.len() <= GradingLimits::ALL.kept_bytes
        {
            self.store().put_bytes(shelf, key, &bytes)?;
        }
        Ok(made)
    }

    /// Grades a submission, unless the same was graded before.
    ///
    /// # Errors
    /// When the course or the machine is broken; whatever the submission does is a verdict.
    pub fn grade_once(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        let key = self
            .of_exercise("verdict", exercise)?
            .part("isolation", self.isolation().join(" "))
            .part("choice", format!("{choice:?}"))
            .part("sources", sources::key(&submission.sources).as_str())
            .part("ignored", submission.ignored.join("\n"))
            .finish();
        let mut took = Durations::default();
        let make = || {
            let report = self.grade_now(exercise, submission, choice)?;
            took = report.durations;
            Ok(report)
        };
        let mut report = self.cached(VERDICTS, &key, make, is_lasting)?;
        // What somebody else waited for has taken no time today.
        report.durations = took;
        Ok(report)
    }

    /// A key with all that a grading of this exercise depends on, but for what is graded.
    pub(super) fn of_exercise(
        &self,
        kind: &str,
        exercise: &Exercise,
    ) -> Result<KeyBuilder, GradeError> {
        Ok(KeyBuilder::new(kind)
            .part("circumstances", self.environment.as_str())
            .part("exercise", exercise.key()?.as_str()))
    }
}

/// The hash of what grades: the compiler, what programs are linked with and run under, and the
/// sources of the grader that a verdict depends on.
pub(super) fn environment(workshop: &Workshop) -> Key {
    KeyBuilder::new("circumstances")
        .part("grader", env!("GRADING"))
        .part("workshop", workshop.key().as_str())
        .finish()
}

/// False when another machine, or this one in an idler hour, might say something else.
fn is_lasting(report: &ExerciseReport) -> bool {
    let in_bounds = |end: &End| !matches!(end, End::OverLimit { .. });
    !matches!(report.verdict, Verdict::ExceededLimit(_))
        && report.checks.iter().all(|check| in_bounds(&check.observation.transcript.end))
}
