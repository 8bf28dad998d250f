//! `cargo xtask verify`: whether the checks of the course can fail, and accept what is right.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::commands::failure::Result;
use crate::commands::instructor_args::VerifyArgs;
use crate::commands::outcome::Outcome;
use crate::commands::say::say;
use crate::commands::session::{self, Session};
use author::relatives::{self, Relative};
use author::verify::{self, CourseFinding};
use course::Exercise;
use engine::build::Progress;
use engine::parallel;

/// Verifies exercises and prints what is not as it should be.
///
/// # Errors
/// When the course cannot be run at all, or the machine fails.
pub fn verify(args: &VerifyArgs) -> Result<Outcome> {
    let course = session::course()?;
    let asked = course.asked(&args.exercises)?;
    let root = course.root.clone();
    let Session { grader: lab, steps } = Session::lab(course)?;
    let steps = Mutex::new(steps);
    let steps = || steps.lock().unwrap_or_else(PoisonError::into_inner);
    let progress = |step: &str| steps().step(step);
    // Each has stretches in which one core has nothing to do.
    let found = |exercise: &Exercise| -> Result<_> {
        let mut findings = verify::verify(&lab, exercise, &progress)?;
        if args.mutants {
            findings.extend(verify::mutants(&lab, exercise, &progress)?);
        }
        let faults = findings.iter().filter(|finding| finding.is_fault).count();
        let mut out = shown(&root, exercise, &findings, faults);
        if args.relatives {
            out += &told(&relatives::relatives(&lab, exercise, &[], &progress)?);
        }
        Ok((faults, out))
    };
    let mut faults = 0;
    parallel::in_order(&asked, found, |found| -> Result<()> {
        let (found, shown) = found?;
        faults += found;
        steps().clear();
        say(&shown)
    })?;
    say(&match faults {
        0 => "\nThe checks accept what is right and refuse what is wrong.\n".to_owned(),
        1 => "\nOne thing is to be put right.\n".to_owned(),
        many => format!("\n{many} things are to be put right.\n"),
    })?;
    Ok(if faults == 0 { Outcome::Accepted } else { Outcome::Usage })
}

/// What relatives of known mistakes are told, to be read.
fn told(relatives: &[Relative]) -> String {
    let told = relatives.iter().map(|Relative { mistake, change, told }| {
        let named = told.mistake.as_deref().unwrap_or("no known mistake");
        format!("  {mistake}, {change}\n    is told ({named}): {}\n", told.sentence)
    });
    told.collect()
}

fn shown(root: &Path, exercise: &Exercise, findings: &[CourseFinding], faults: usize) -> String {
    let sound = if faults == 0 { "sound" } else { "not sound" };
    let mut out = format!("{:02} {}: {sound}\n", exercise.number, exercise.slug);
    for finding in findings {
        let path = finding.path.strip_prefix(root).unwrap_or(&finding.path).display();
        let place = finding.place.map(|(line, column)| format!(":{line}:{column}"));
        let place = place.unwrap_or_default();
        let kind = if finding.is_fault { "" } else { "note: " };
        out += &format!("  {kind}{path}{place}: {}\n", finding.what.replace('\n', "\n  "));
    }
    out
}
