//! `cargo xtask reset`: an exercise begun anew, with nothing lost.

use std::path::Path;

use super::failure::Result;
use super::outcome::Outcome;
use super::say::say;
use super::{session, standing};
use crate::logbook::{Entry, Logbook};
use course::Exercise;
use course::starter::{self, PutBack};

/// What to begin anew.
#[derive(Debug, Clone, clap::Args)]
pub struct ResetArgs {
    /// Name or number of the exercise
    #[arg(value_name = "EXERCISE")]
    pub exercise: String,
}

/// Makes a working copy the starter again, and says where what was there lies now.
///
/// # Errors
/// When there is no such exercise or no starter, or something cannot be written.
pub fn reset(args: &ResetArgs) -> Result<Outcome> {
    let course = session::course()?;
    let exercise = course.exercise(&args.exercise)?;
    say(&put_back(&course.root, exercise)?)?;
    Ok(Outcome::Accepted)
}

/// Does it, and says what was done.
pub(super) fn put_back(root: &Path, exercise: &Exercise) -> Result<String> {
    let logbook = Logbook::of_course(root);
    let done = starter::put_back(exercise, &logbook.backups())?;
    let (number, title, folder) = (exercise.number, &exercise.toml.title, exercise.folder());
    let backup = match done {
        PutBack::Nothing => {
            return Ok(format!(
                "{number:02} {title} is the starter already; nothing was changed.\n"
            ));
        }
        PutBack::Done(None) => String::new(),
        PutBack::Done(Some(backup)) => {
            let backup = backup.strip_prefix(root).unwrap_or(&backup);
            format!("What you had is in {}/src.\n", backup.display())
        }
    };
    standing::tell(logbook.change(|entries| {
        if let Some(entry) = entries.get_mut(&exercise.slug) {
            // That it was done once stays true.
            *entry = Entry { done: entry.done, more: entry.more.clone(), ..Entry::default() };
        }
    }));
    Ok(format!(
        "{number:02} {title} begins anew: exercises/{folder}/{}.\n{backup}",
        exercise.root()
    ))
}
