//! Verdicts that were found before and would be found again, cached under the hash of all that they
//! depend on.

use super::{Choice, CourseLab, GradeError, Grading};
use crate::build::Workshop;
use course::Exercise;
use course::key::{Key, KeyBuilder};
use course::sources;
use course::submission::Submission;
use judge::report::{Durations, ExerciseReport};
use model::transcript::End;
use model::verdict::Verdict;

const VERDICTS: &str = "verdicts";

impl CourseLab {
    /// A key with all that a grading of this exercise depends on, but for what is graded.
    pub(super) fn of_exercise(
        &self,
        kind: &str,
        exercise: &Exercise,
    ) -> Result<KeyBuilder, GradeError> {
        Ok(KeyBuilder::new(kind)
            .part("environment", self.environment.as_str())
            .part("exercise", exercise.key()?.as_str()))
    }
}

impl Grading<'_> {
    /// Grades a program, unless the same was graded before.
    pub(super) fn grade_once(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        let key = self
            .lab
            .of_exercise("verdict", exercise)?
            .part("isolation", self.isolation().join(" "))
            .part("choice", format!("{choice:?}"))
            .part("sources", sources::key(&submission.sources).as_str())
            .part("ignored", submission.ignored.join("\n"))
            .finish();
        let mut took = Durations::default();
        let make = || -> Result<_, GradeError> {
            let report = self.grade_now(exercise, submission, choice)?;
            took = report.durations;
            Ok(report)
        };
        let mut report = self.lab.store().cached(VERDICTS, &key, make, is_lasting)?;
        // What was found before has taken no time today.
        report.durations = took;
        Ok(report)
    }
}

/// The hash of what grades: the compiler, what programs are linked with and run under, and the
/// sources of the grader that a verdict depends on.
pub(super) fn environment(workshop: &Workshop) -> Key {
    KeyBuilder::new("environment")
        .part("grader", env!("GRADING"))
        .part("workshop", workshop.key().as_str())
        .finish()
}

/// False when another machine, or this one in an idler hour, might say something else.
fn is_lasting(report: &ExerciseReport) -> bool {
    let in_bounds = |end: &End| !matches!(end, End::OverLimit { .. });
    !matches!(report.verdict(), Verdict::ExceededLimit(_))
        && report.checks.iter().all(|check| in_bounds(&check.observation.transcript.end))
}
