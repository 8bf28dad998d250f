//! Takes a submission in: what is believed of a folder or an archive that a student hands in.
//!
//! The main type is [`Submission`]; [`HandedIn`] finds it. What cannot be one is told apart by
//! whose move it is next: the command's author, the files' author, or the one who runs the
//! machine.

mod handed_in;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

pub use handed_in::{HandedIn, own_name};

use crate::key::Key;
use crate::sources::{self, Found, Sources, SourcesError};
use model::transcript::Limit;
use model::verdict::Verdict;

/// What a student hands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The files that count: the one in which the compiler begins, and its modules.
    pub sources: Sources,
    /// What lay beside them and has no effect, as relative paths that are safe to show.
    pub ignored: Vec<String>,
}

/// A verdict that needs neither a compiler nor a run.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{sentence}")]
pub struct Refused {
    /// Nothing to grade, not handed in, did not compile, exceeded a limit, or tampered.
    pub verdict: Verdict,
    /// What the student reads.
    pub sentence: String,
    /// What is there instead of a program, as relative paths that are safe to show.
    pub found: Vec<String>,
}

/// Why a folder was not taken in.
#[derive(Debug, Error)]
pub enum NotTaken {
    /// There is nothing at the path: wrong usage, not a verdict. Says what to hand in.
    #[error("{0}")]
    Usage(String),
    /// The submission has its verdict already.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The machine failed: a grader error, never a verdict.
    #[error("cannot read {}: {source}", .path.display())]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Submission {
    /// Reads the submission in `dir`, which holds `src/` and in it the file `root`.
    ///
    /// # Errors
    /// See [`NotTaken`].
    pub fn read(dir: &Path, root: &'static str) -> Result<Submission, NotTaken> {
        sources::read(dir, root).map(Submission::from).map_err(blame)
    }

    /// The same for the same bytes, wherever they came from.
    pub fn key(&self) -> Key {
        sources::key(&self.sources)
    }
}

impl From<Found> for Submission {
    fn from(Found { sources, ignored }: Found) -> Submission {
        Submission { sources, ignored }
    }
}

/// Whose move it is next.
fn blame(error: SourcesError) -> NotTaken {
    let sentence = error.to_string();
    let mut found = Vec::new();
    let verdict = match error {
        SourcesError::NotHandedIn { .. } => return NotTaken::Usage(sentence),
        SourcesError::Io { path, source } => return NotTaken::Io { path, source },
        SourcesError::NoRoot { found: names, .. } => {
            found = names;
            Verdict::NothingToGrade
        }
        SourcesError::NoProgram(_) => Verdict::NothingToGrade,
        SourcesError::NotRegular { .. } | SourcesError::Name(_) => Verdict::Tampered,
        SourcesError::TooLarge(_) => Verdict::ExceededLimit(Limit::SourceSize),
        SourcesError::Damaged(_) | SourcesError::RootIsFolder(_) | SourcesError::NotUtf8 { .. } => {
            Verdict::DidNotCompile
        }
    };
    NotTaken::Refused(Refused { verdict, sentence, found })
}

impl Blame for NotTaken {
    fn fault(&self) -> Fault {
        match self {
            NotTaken::Usage(_) => Fault::Author,
            NotTaken::Refused(_) => Fault::Student,
            NotTaken::Io { .. } => Fault::Ours,
        }
    }
}

#[cfg(test)]
mod tests;
