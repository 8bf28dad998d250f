//! Why a program could not be run. None of these is a verdict.

use std::path::PathBuf;

use course::store::StoreError;
use model::fault::{Blame, Fault};
use model::transcript::End;
use sandbox::SandboxError;

/// A failure of ours or of the machine while running a program; never a verdict.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no place for the run's own folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The run's own folder could not be read.
    #[error("cannot read the folder of a run, {path}: {source}", path = path.display())]
    Folder {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program could not be started.
    #[error("cannot start {path}: {source}", path = path.display())]
    Start {
        /// The program.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program could not be confined as promised, and was not started.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The program could not be watched.
    #[error("cannot watch a running program: {0}")]
    Watch(#[from] std::io::Error),
    /// The clock did not come into force in the program.
    #[error(
        "the virtual clock {path} did not load into the program ({end}){said}",
        path = path.display()
    )]
    NoClock {
        /// The clock.
        path: PathBuf,
        /// How the program ended.
        end: End,
        /// What the dynamic linker said of it, if it did.
        said: String,
    },
    /// What is cached has to be exact, and there is no clock under which it would be.
    #[error("there is no virtual clock to run the program under")]
    NotVirtual,
    /// The system has no filters of system calls, or they were not put in force.
    #[error("the filter of system calls could not be put in force (seccomp)")]
    NotStrict,
}

impl Blame for RunError {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}
