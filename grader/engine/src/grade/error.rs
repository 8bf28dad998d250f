//! Why a grading could not be made. None of these is a verdict, and none costs a point.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use model::fault::{Blame, Fault};

use super::Goal;
use crate::build::BuildError;
use crate::run::RunError;
use course::CourseError;
use course::store::StoreError;
use course::submission::NotTaken;
use model::known::HeaderError;
use model::words;

/// A failure of the course or of the machine.
#[derive(Debug, Error)]
pub enum GradeError {
    /// The course is broken, or was asked for something that it has not.
    #[error(transparent)]
    Course(#[from] CourseError),
    /// What was handed in cannot be read; whose move it is, it says itself.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// A known-wrong program has no proper header.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A program of the course does not compile.
    #[error("{}{}: does not compile:\n{said}", path.display(), at_line(*at))]
    DoesNotCompile {
        /// The file.
        path: PathBuf,
        /// Line and column of the first error in it, where that is where it is.
        at: Option<(u32, u32)>,
        /// The compiler's words.
        said: String,
    },
    /// An exercise has random runs and nothing to draw them with.
    #[error("{} is missing, but hidden.toml asks for draws", path.display())]
    NoDraw {
        /// Where it should be.
        path: PathBuf,
    },
    /// The program that draws random runs fails.
    #[error("{} fails for seed {seed}: {said}", path.display())]
    DrawFails {
        /// The program.
        path: PathBuf,
        /// The seed.
        seed: u64,
        /// What happened.
        said: String,
    },
    /// However it draws, something is never reached, and so no grading would see it.
    #[error("{}: {}", path.display(), unreached(goal, *drawn))]
    NeverReached {
        /// The program that draws.
        path: PathBuf,
        /// The first of what is not reached.
        goal: Goal,
        /// How many draws were looked at.
        drawn: usize,
    },
    /// The program that draws has nothing new to say.
    #[error(
        "{}: prints {} in {draws} draws; make more of the seed that it is given, or ask for fewer \
         draws in hidden.toml",
        path.display(),
        words::count(*different, "different run", "different runs")
    )]
    DrawsRepeat {
        /// The program that draws.
        path: PathBuf,
        /// How many runs it had to offer.
        different: u64,
        /// How often it was asked in vain for another.
        draws: u64,
    },
    /// A file of the course cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Building failed for a reason that is not the program's.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Running failed for a reason that is not the program's.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A submission's program could not be compiled or started, and whose doing that is has still
    /// to be found out.
    #[error(transparent)]
    OfSubmission(Box<GradeError>),
    /// There is no place to keep things.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is said where there is no time to find out why; `verify` does.
fn unreached(goal: &Goal, drawn: usize) -> String {
    let what = match goal {
        Goal::Mistake(name) => format!("shows the known mistake `{name}`"),
        Goal::Feature(feature) => format!("has the feature `{feature}`"),
        Goal::Apart(one, other) => format!("tells `{one}` and `{other}` apart"),
    };
    format!(
        "none of the draws that were chosen of {} {what}: `cargo xtask verify` says why",
        words::count(drawn as u64, "run", "runs")
    )
}

fn at_line(at: Option<(u32, u32)>) -> String {
    at.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default()
}

impl Blame for GradeError {
    fn fault(&self) -> Fault {
        match self {
            GradeError::Course(_)
            | GradeError::Header(_)
            | GradeError::DoesNotCompile { .. }
            | GradeError::NoDraw { .. }
            | GradeError::DrawFails { .. }
            | GradeError::NeverReached { .. }
            | GradeError::DrawsRepeat { .. } => Fault::Author,
            GradeError::NotTaken(error) => error.fault(),
            GradeError::Read { .. } => Fault::Ours,
            GradeError::Build(error) => error.fault(),
            GradeError::Run(error) => error.fault(),
            GradeError::OfSubmission(error) => error.fault(),
            GradeError::Store(error) => error.fault(),
        }
    }
}
