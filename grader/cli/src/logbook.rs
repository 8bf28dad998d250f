//! Where a student stands: one plain file, `progress/progress.toml`, keyed by slug.
//!
//! A slug outlives renumbering, new exercises and updates, which know nothing of this file. What
//! a newer grader wrote in it is kept by an older one. A damaged file is set aside, never
//! overwritten.

mod state;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use model::fault::{Blame, Fault};

use course::nesting::{TOO_DEEP, is_too_deep};
use judge::report::ExerciseReport;
pub use state::State;

/// The folder of everything that is the student's own and no program; no release has it.
const FOLDER: &str = "progress";
const FILE: &str = "progress.toml";
const HEADER: &str = "# Where you stand, by exercise. Plain text: move it to another copy of the \
    course, or delete it to begin anew.\n\n";

/// What is known of one exercise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// What the last check said.
    pub state: State,
    /// True once it was accepted, whatever has become of it since.
    pub done: bool,
    /// Points of the last check.
    pub points: u32,
    /// Points that could be earned in it.
    pub of: u32,
    /// The known mistake that it showed, if it showed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mistake: Option<String>,
    /// Whether it said which line it is about.
    #[serde(skip_serializing_if = "is_false")]
    pub is_located: bool,
    /// The furthest hint that was shown, 0 to 3.
    pub hints: u8,
    /// What another version of the grader wrote here.
    #[serde(flatten)]
    pub more: toml::Table,
}

impl Entry {
    /// True when the last check accepted it.
    pub fn is_accepted(&self) -> bool {
        self.state == State::Accepted
    }

    /// True when the student has begun to write.
    pub fn is_begun(&self) -> bool {
        !matches!(self.state, State::NoneYet | State::NotStarted)
    }
}

/// All entries, by slug.
pub type Entries = BTreeMap<String, Entry>;

/// Why the file cannot be read or written.
#[derive(Debug, Error)]
#[error("your progress cannot be kept in {}: {source}", .path.display())]
pub struct LogbookError {
    path: PathBuf,
    source: io::Error,
}

/// A damaged file: where it was, where it is now, and what was wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "{} is damaged ({problem}). It is kept as {}; your programs are as they were, and a new file \
     is begun",
    .was.display(), .now.display()
)]
pub struct SetAside {
    was: PathBuf,
    now: PathBuf,
    problem: String,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// What the file says; nothing where there is none.
    pub entries: Entries,
    /// Said once: it was damaged.
    pub set_aside: Option<SetAside>,
}

/// The file of one course.
#[derive(Debug, Clone)]
pub struct Logbook {
    dir: PathBuf,
}

impl Logbook {
    /// The one of the course in `root`. Nothing is read or made yet.
    pub fn of_course(root: &Path) -> Logbook {
        Logbook { dir: root.join(FOLDER) }
    }

    /// Where programs are kept that were there before a reset.
    pub fn backups(&self) -> PathBuf {
        self.dir.join("before-reset")
    }

    /// Reads it.
    ///
    /// # Errors
    /// When the machine does not let it be read, or a damaged one be set aside.
    pub fn read(&self) -> Result<Read, LogbookError> {
        let path = self.dir.join(FILE);
        let problem = match fs::read_to_string(&path) {
            Ok(text) if is_too_deep(&text) => TOO_DEEP.to_owned(),
            Ok(text) => match toml::from_str::<Entries>(&text) {
                Ok(mut entries) => {
                    for entry in entries.values_mut() {
                        entry.state = mem::take(&mut entry.state).cleaned();
                    }
                    return Ok(Read { entries, set_aside: None });
                }
                Err(error) => problem(&text, &error),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Read::default()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => "it is no text".to_owned(),
            Err(source) => return Err(LogbookError { path, source }),
        };
        let free = (1..).map(|number| self.dir.join(format!("damaged-{number}.toml")));
        let now = free.into_iter().find(|now| !now.exists()).unwrap_or_else(|| path.clone());
        match fs::rename(&path, &now) {
            Ok(()) => {
                let set_aside = Some(SetAside { was: path, now, problem });
                Ok(Read { entries: Entries::new(), set_aside })
            }
            Err(source) => Err(LogbookError { path, source }),
        }
    }

    /// Changes the entries of these exercises and writes the file whole; several graders may do
    /// so at once. Says when a damaged file was set aside.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn change(
        &self,
        change: impl FnOnce(&mut Entries),
    ) -> Result<Option<SetAside>, LogbookError> {
        let path = self.dir.join(FILE);
        let fail = |source| LogbookError { path: path.clone(), source };
        fs::create_dir_all(&self.dir).map_err(fail)?;
        let lock = File::create(self.dir.join(".lock")).map_err(fail)?;
        lock.lock().map_err(fail)?;
        let Read { mut entries, set_aside } = self.read()?;
        let before = entries.clone();
        change(&mut entries);
        if entries != before {
            self.write(&path, &entries).map_err(fail)?;
        }
        Ok(set_aside)
    }

    /// Takes down what these reports say.
    ///
    /// # Errors
    /// As [`Logbook::change`].
    pub fn note(&self, reports: &[ExerciseReport]) -> Result<Option<SetAside>, LogbookError> {
        self.change(|entries| {
            for report in reports {
                let entry = entries.get(&report.slug);
                // A starter that nobody has touched leaves no entry behind, and where nothing
                // could be checked, what is known stays.
                let is_news = match State::from(report) {
                    State::NotStarted => entry.is_some(),
                    State::NotChecked => entry.is_none_or(|entry| entry.state == State::NoneYet),
                    _ => true,
                };
                if !is_news {
                    continue;
                }
                note(entries.entry(report.slug.clone()).or_default(), report);
            }
        })
    }

    fn write(&self, path: &Path, entries: &Entries) -> io::Result<()> {
        let text = toml::to_string(entries).map_err(io::Error::other)?;
        let mut file = tempfile::Builder::new().prefix(".progress-").tempfile_in(&self.dir)?;
        file.write_all(HEADER.as_bytes())?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    }
}

fn note(entry: &mut Entry, report: &ExerciseReport) {
    entry.state = State::from(report);
    entry.done |= entry.is_accepted();
    (entry.points, entry.of) = (report.points(), report.max_points);
    let message = report.message();
    entry.mistake = message.and_then(|feedback| feedback.mistake.clone());
    // A `todo!()` has a line, too, but nothing is wrong there.
    entry.is_located =
        !report.is_not_started() && message.is_some_and(|feedback| feedback.place.is_some());
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// What is wrong with the text, on one line.
fn problem(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    format!("line {line}: {}", error.message().lines().next().unwrap_or_default())
}

impl Blame for LogbookError {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}

#[cfg(test)]
mod tests;
