//! One's own program graded, as `check` and `watch` do it.

use super::beyond::beyond;
use super::view::view;
use course::Exercise;
use course::submission::{NotTaken, Submission};
use engine::grade::{Checks, Choice, GradeError, Grader};
use judge::report::ExerciseReport;
use model::verdict::Verdict;
use render::terminal;

/// How one's own program is graded: a student who edits asks again and again, and need not
/// wait for what is hidden before the rest is right.
pub(super) const CHOICE: Choice =
    Choice { checks: Checks::All, public_first: true, seed: 1, schedules: None, again: true };

/// Grades what is in the working copy now.
pub(super) fn grade_one(
    grader: &Grader,
    exercise: &Exercise,
    choice: Choice,
) -> Result<ExerciseReport, GradeError> {
    match Submission::read(&exercise.dir, exercise.root()) {
        Ok(mut submission) => {
            // Files of the course lie beside the student's; that they do not count needs no word.
            submission.ignored.clear();
            grader.grade(exercise, &submission, choice)
        }
        Err(NotTaken::Refused(refused)) => Ok(Grader::refused(exercise, &refused, choice.checks)),
        Err(other) => Err(GradeError::NotTaken(other)),
    }
}

/// The full screen.
pub(super) fn screen(exercise: &Exercise, report: &ExerciseReport) -> String {
    let mut view = view(Some(exercise), exercise.solution.is_some());
    if report.verdict == Verdict::Accepted {
        view.beyond = beyond(exercise);
    }
    terminal::screen(report, &view) + "\n"
}
