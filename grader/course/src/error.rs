//! What can be wrong with a course on disk. Each message names the file, the line where there
//! is one, and the next step.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use model::fault::{Blame, Fault};

use super::toml_file::TomlError;
use crate::sources::SourcesError;
use model::transcript::ParseError;

/// A course that cannot be used, or a question that it cannot answer.
#[derive(Debug, Error)]
pub enum CourseError {
    /// No folder on the way up is a course.
    #[error(
        "there is no folder `exercises` in {} or above it; go to the course, or say `--course DIR`",
        .from.display()
    )]
    NotACourse {
        /// Where the search began.
        from: PathBuf,
    },
    /// A folder among the exercises has no number.
    #[error("{}: the name of an exercise's folder is `NN-slug`, such as `03-sleepy-count`", .path.display())]
    BadName {
        /// The folder.
        path: PathBuf,
    },
    /// Two exercises cannot be told apart.
    #[error("{} and {} have the same {what}; rename one", .first.display(), .second.display())]
    Twice {
        /// `number` or `slug`.
        what: &'static str,
        /// One folder.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A file that every exercise has is missing.
    #[error("{} is missing; {hint}", .path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// How it comes to be.
        hint: &'static str,
    },
    /// A solution belongs to no exercise.
    #[error("{} belongs to no exercise; name it as its exercise's folder, or remove it", .path.display())]
    StraySolution {
        /// The folder.
        path: PathBuf,
    },
    /// `exercise.toml` or `hidden.toml` does not say what it should.
    #[error(transparent)]
    Toml(#[from] TomlError),
    /// A program of the course cannot be read.
    #[error("{}: {source}", .dir.display())]
    Sources {
        /// The program's folder.
        dir: PathBuf,
        /// Why.
        source: SourcesError,
    },
    /// A reference transcript is missing.
    #[error("{} is missing; make it with `{MAKE_SNAPSHOTS}`", .path.display())]
    NoSnapshot {
        /// Where it should be.
        path: PathBuf,
    },
    /// A reference transcript cannot be read.
    #[error("{}:{line}: expected {expected}; make it again with `{MAKE_SNAPSHOTS}`", .path.display())]
    BrokenSnapshot {
        /// The snapshot.
        path: PathBuf,
        /// Line in the file, from 1.
        line: usize,
        /// What should have been there.
        expected: &'static str,
    },
    /// Nobody asked this run of this exercise.
    #[error("the exercise `{slug}` has no run `{run}`, so there is no transcript for it")]
    NoSuchRun {
        /// The exercise.
        slug: String,
        /// The run's name.
        run: String,
    },
    /// No exercise has this name.
    #[error("there is no exercise `{asked}`; {}", next_step(.nearest.as_deref()))]
    NoSuchExercise {
        /// What was asked for.
        asked: String,
        /// The slug that looks most like it.
        nearest: Option<String>,
    },
    /// The machine failed.
    #[error("cannot read {}: {source}", .path.display())]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The command that writes reference transcripts anew.
pub const MAKE_SNAPSHOTS: &str = "cargo xtask bless --accept";

fn next_step(nearest: Option<&str>) -> String {
    match nearest {
        Some(slug) => format!("did you mean `{slug}`?"),
        None => "`cargo xtask list` shows them all".into(),
    }
}

impl CourseError {
    pub(super) fn broken_snapshot(path: PathBuf, above: usize, error: ParseError) -> CourseError {
        let ParseError { line, expected } = error;
        CourseError::BrokenSnapshot { path, line: above + line, expected }
    }
}

impl Blame for CourseError {
    fn fault(&self) -> Fault {
        Fault::Author
    }
}
