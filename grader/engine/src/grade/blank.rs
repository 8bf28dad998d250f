//! Reports in which nothing is checked yet, or never will be.

use super::{Checks, GradeError, Grader, checks};
use course::Exercise;
use course::submission::Refused;
use judge::report::{
    Digests, Durations, ExerciseReport, Feedback, NotMade, Refusal, Visibility, WhyNotMade,
};

impl Grader {
    /// The report on a submission that was refused before anything was built.
    ///
    /// # Errors
    /// When the exercise cannot be read.
    pub fn refused(
        exercise: &Exercise,
        refused: &Refused,
        checks: Checks,
    ) -> Result<ExerciseReport, GradeError> {
        let mut report = blank(exercise, checks)?;
        report.ignored.clone_from(&refused.found);
        report.refusal = Some(Refusal {
            verdict: refused.verdict,
            message: Some(Feedback::unnamed(refused.sentence.clone(), None)),
            compile_error: None,
        });
        Ok(report)
    }
}

/// The report before anything is known.
pub(super) fn blank(exercise: &Exercise, checks: Checks) -> Result<ExerciseReport, GradeError> {
    Ok(ExerciseReport {
        number: exercise.number,
        slug: exercise.slug.clone(),
        title: exercise.toml.title.clone(),
        digests: Digests { submission: None, exercise: exercise.key()?.to_string() },
        refusal: None,
        is_starter: false,
        warnings: Vec::new(),
        checks: Vec::new(),
        not_made: Vec::new(),
        max_points: checks::points(exercise, checks),
        ignored: Vec::new(),
        remarks: Vec::new(),
        durations: Durations::default(),
    })
}

/// The random checks of an exercise, of which none was drawn.
pub(super) fn not_drawn(exercise: &Exercise, why: WhyNotMade) -> Vec<NotMade> {
    let (count, points) = exercise.draws().map_or((0, 0), |draws| (draws.count, draws.points));
    let one = NotMade { name: None, visibility: Visibility::Hidden, points, why };
    vec![one; count as usize]
}
