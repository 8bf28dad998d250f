//! `cargo xtask bless`: what the course's own programs do now, for review.

use crate::commands::failure::{Failure, Result};
use crate::commands::instructor_args::BlessArgs;
use crate::commands::outcome::Outcome;
use crate::commands::say::say;
use crate::commands::session::{self, Session};
use course::{Exercise, Keep};
use engine::build::Progress;
use engine::grade::CourseLab;

/// Runs references and known-wrong programs, and writes what changed as pending snapshots.
///
/// # Errors
/// When a program of the course is broken, or something cannot be written.
pub fn bless(args: &BlessArgs) -> Result<Outcome> {
    let course = session::course()?;
    let asked = course.asked(&args.exercises)?;
    let Session { grader: lab, mut steps } = Session::lab(course)?;
    let keep = if args.accept { Keep::Accepted } else { Keep::Pending };
    let mut changed = Vec::new();
    for exercise in &asked {
        steps.step(&format!("running the programs of {}", exercise.folder()));
        changed.extend(snapshots(&lab, exercise, keep)?);
    }
    steps.clear();
    for what in &changed {
        say(&format!("{what}: changed\n"))?;
    }
    say(match (changed.is_empty(), keep) {
        (true, _) => "Nothing changed.\n",
        (false, Keep::Accepted) => {
            "\nWritten. `git diff` shows what students will be measured by.\n"
        }
        (false, Keep::Pending) => {
            "\nLook at them with `cargo insta review` before they count, or say \
             `cargo xtask bless --accept` and look at `git diff`.\n"
        }
    })?;
    Ok(Outcome::Accepted)
}

/// Writes what the reference does and the digests of what the known-wrong programs do; names
/// those that are others than before.
pub(super) fn snapshots(lab: &CourseLab, exercise: &Exercise, keep: Keep) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    for run in exercise.toml.runs.iter().chain(exercise.hidden_runs()) {
        let transcript = lab.reference_transcript(exercise, run)?;
        if exercise.keep_expected(run, &transcript, keep)? {
            changed.push(format!("{}, \"{}\"", exercise.folder(), run.name));
        }
    }
    if keep == Keep::Accepted {
        for stray in exercise.remove_stray_snapshots()? {
            let name = stray.file_name().unwrap_or_default().to_string_lossy().into_owned();
            changed.push(format!("{}, {name} (removed: no run has it)", exercise.folder()));
        }
    }
    // The digests are made of the transcripts, and of those that count.
    if changed.is_empty() || keep == Keep::Accepted {
        let published = serde_json::to_string_pretty(&lab.publish(exercise)?)
            .map_err(|error| Failure::ours(error.to_string()))?;
        if exercise.keep_published_mistakes(&published, keep)? {
            changed.push(format!("{}, the digests of the mistakes", exercise.folder()));
        }
    }
    Ok(changed)
}
