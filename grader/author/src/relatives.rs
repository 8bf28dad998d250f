//! Relatives of a known mistake: its program with one small change. Many do the same as it does,
//! and for another reason; what each is told shows whether sentences are only said where they are
//! true.

mod changes;

use std::collections::BTreeMap;

use course::Exercise;
use course::sources::Sources;
use course::submission::Submission;
use engine::grade::{Checks, Choice, CourseLab, GradeError};
use engine::parallel;
use judge::report::{ExerciseReport, Feedback};
use model::transcript::{Line, Stream};
use model::verdict::Verdict;

pub use changes::{Change, changes};

/// A relative that does the same as its mistake, and what it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// The mistake's name.
    pub mistake: String,
    /// What was changed in its program.
    pub change: Change,
    /// The headline.
    pub told: Feedback,
}

/// The relatives of an exercise's mistakes that do on its public runs what the mistake does;
/// `only` some mistakes when any is named. `progress` is told each step.
///
/// # Errors
/// When the course or the machine is broken.
pub fn relatives(
    lab: &CourseLab,
    exercise: &Exercise,
    only: &[&str],
    progress: &dyn Fn(&str),
) -> Result<Vec<Relative>, GradeError> {
    let mut found = Vec::new();
    for variant in exercise.known_wrong()? {
        if !only.is_empty() && !only.contains(&variant.name.as_str()) {
            continue;
        }
        progress(&format!("{}: relatives of {}", exercise.folder(), variant.name));
        let mut own = exercise.variant_sources(&variant)?;
        own.retain(|path, _| exercise.is_students(path));
        let of_mistake = seen(&graded(lab, exercise, own.clone())?);
        let changes = changes(own.get(exercise.root()).map_or("", String::as_str));
        let told = parallel::map(&changes, |change| {
            let mut sources = own.clone();
            sources.insert(exercise.root().into(), change.text.clone());
            let report = graded(lab, exercise, sources)?;
            let is_same = report.verdict() != Verdict::DidNotCompile && seen(&report) == of_mistake;
            Ok::<_, GradeError>(report.message().cloned().filter(|_| is_same))
        });
        for (change, told) in changes.into_iter().zip(told) {
            let Some(told) = told? else { continue };
            found.push(Relative { mistake: variant.name.clone(), change, told });
        }
    }
    Ok(found)
}

fn graded(
    lab: &CourseLab,
    exercise: &Exercise,
    sources: Sources,
) -> Result<ExerciseReport, GradeError> {
    let submission = Submission { sources, ignored: Vec::new() };
    let choice = Choice { checks: Checks::Public, ..Choice::default() };
    lab.grade(exercise, &submission, choice)
}

/// What every check saw: the lines of standard output with their times, and the end.
fn seen(report: &ExerciseReport) -> BTreeMap<String, (Vec<Line>, u64, String)> {
    let checks = report.checks.iter().map(|check| {
        let transcript = &check.observation.transcript;
        let lines = transcript.lines.iter().filter(|line| line.stream == Stream::Stdout);
        // Where it panicked moves with the lines of the program.
        let end = transcript.end.to_string();
        (check.name().to_owned(), (lines.cloned().collect(), transcript.ended_at_ms, end))
    });
    checks.collect()
}
