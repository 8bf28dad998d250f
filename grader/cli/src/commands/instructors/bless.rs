//! `cargo xtask bless`: what the course's own programs do now, for review.

use crate::commands::failure::{Failure, Result};
use crate::commands::instructor_args::BlessArgs;
use crate::commands::outcome::Outcome;
use crate::commands::progress::Steps;
use crate::commands::say::say;
use course::{Course, Exercise, Keep};
use engine::build::Progress;
use engine::grade::Grader;

/// Runs references and known-wrong programs, and writes what changed as pending snapshots.
///
/// # Errors
/// When a program of the course is broken, or something cannot be written.
pub fn bless(args: &BlessArgs) -> Result<Outcome> {
    let course = Course::open(&Course::find_root(&std::env::current_dir()?)?)?;
    let asked = course.asked(&args.exercises)?;
    crate::commands::interrupt::leave_no_process();
    let mut steps = Steps::new();
    let grader = Grader::open(course, &mut steps)?;
    crate::commands::interrupt::leave_no_file(grader.store());
    let keep = if args.accept { Keep::Accepted } else { Keep::Pending };
    let mut changed = Vec::new();
    for exercise in &asked {
        steps.step(&format!("running the programs of {}", exercise.folder()));
        changed.extend(snapshots(&grader, exercise, keep)?);
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
pub(super) fn snapshots(grader: &Grader, exercise: &Exercise, keep: Keep) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    for run in exercise.toml.runs.iter().chain(exercise.hidden_runs()) {
        let transcript = grader.reference_transcript(exercise, run)?;
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
        let published = serde_json::to_string_pretty(&grader.publish(exercise)?)
            .map_err(|error| Failure::ours(error.to_string()))?;
        if exercise.keep_published_mistakes(&published, keep)? {
            changed.push(format!("{}, the digests of the mistakes", exercise.folder()));
        }
    }
    Ok(changed)
}
