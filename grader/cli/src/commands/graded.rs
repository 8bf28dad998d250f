//! One's own program graded, as `check` and `watch` do it.

use super::beyond::beyond;
use super::next;
use super::view::view;
use course::sources::Sources;
use course::submission::{NotTaken, Submission};
use course::{Course, Exercise};
use engine::grade::{Checks, Choice, GradeError, Grader, Seed};
use judge::report::ExerciseReport;
use render::terminal;

/// How one's own program is graded: a student who edits asks again and again, and need not
/// wait for what is hidden before the rest is right.
pub(super) const CHOICE: Choice = Choice {
    checks: Checks::All,
    public_first: true,
    seed: Seed::Fixed(Seed::USUAL),
    schedules: None,
    again: true,
};

/// A report, and the program that it is about. The file may have been saved again since.
pub(super) struct Graded {
    pub(super) report: ExerciseReport,
    /// What was graded; nothing where it could not be read.
    pub(super) sources: Sources,
}

/// Grades what is in the working copy now.
pub(super) fn grade_one(
    grader: &Grader,
    exercise: &Exercise,
    choice: Choice,
) -> Result<Graded, GradeError> {
    match Submission::read(&exercise.dir, exercise.root()) {
        Ok(mut submission) => {
            // Files of the course lie beside the student's; that they do not count needs no word.
            submission.ignored.clear();
            let report = grader.grade(exercise, &submission, choice)?;
            Ok(Graded { report, sources: submission.sources })
        }
        Err(NotTaken::Refused(refused)) => {
            let report = Grader::refused(exercise, &refused, choice.checks)?;
            Ok(Graded { report, sources: Sources::new() })
        }
        Err(other) => Err(GradeError::NotTaken(other)),
    }
}

/// The full screen.
pub(super) fn screen(course: &Course, exercise: &Exercise, report: &ExerciseReport) -> String {
    let mut view = view(Some(exercise), exercise.solution.is_some());
    if report.is_accepted() {
        view.beyond = beyond(exercise);
        view.next = next::named(course, exercise);
    }
    terminal::screen(report, &view) + "\n"
}
