//! What a student receives: a starter that compiles and is refused, hints, a lesson that is
//! current, transcripts that were looked at.

use super::{CourseFinding, graded, hints};
use crate::lesson;
use course::Exercise;
use engine::build::Built;
use engine::grade::{CourseLab, GradeError};

pub(super) fn findings(
    lab: &CourseLab,
    exercise: &Exercise,
) -> Result<Vec<CourseFinding>, GradeError> {
    let mut findings = starter(lab, exercise)?;
    findings.extend(hints::findings(exercise)?);
    findings.extend(lesson(exercise));
    for stray in exercise.stray_snapshots()? {
        let what = if stray.extension().is_some_and(|ending| ending == "new") {
            "waits for a review: `cargo insta review`"
        } else {
            "is the transcript of no run; remove it"
        };
        findings.push(CourseFinding::fault(&stray, what));
    }
    Ok(findings)
}

/// It compiles without a warning, and is not accepted.
fn starter(lab: &CourseLab, exercise: &Exercise) -> Result<Vec<CourseFinding>, GradeError> {
    let root = exercise.dir.join(exercise.root());
    let sources = exercise.starter_sources()?;
    let mut findings = Vec::new();
    match lab.compile(&exercise.slug, &sources)? {
        Built::Refused(errors) => {
            let what = format!("the starter does not compile:\n{}", errors.rendered);
            return Ok(vec![CourseFinding::fault(&root, what)]);
        }
        Built::Program(program) => {
            for warning in &program.warnings {
                let what = format!("the starter compiles with a warning:\n{}", warning.rendered);
                findings.push(CourseFinding::fault(&root, what));
            }
        }
    }
    let report = graded(lab, exercise, &sources)?;
    if report.is_accepted() {
        let what = "the starter is accepted as it is: either it is solved, or nothing is asked";
        findings.push(CourseFinding::fault(&root, what));
    }
    Ok(findings)
}

fn lesson(exercise: &Exercise) -> Vec<CourseFinding> {
    let path = exercise.dir.join("README.md");
    let filled = lesson::read(&path).and_then(|text| Ok((lesson::filled(&text, exercise)?, text)));
    match filled {
        Err(error) => vec![CourseFinding::fault(&path, error.to_string())],
        Ok((current, text)) if current != text => {
            vec![CourseFinding::fault(&path, "is not current; run `cargo xtask lessons`")]
        }
        Ok(_) => Vec::new(),
    }
}
