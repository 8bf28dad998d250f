//! Why the grader could not build. None of these is a verdict on a program.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

use course::store::StoreError;
use sandbox::SandboxError;

/// A failure of the machine or of the course, never of a submission.
#[derive(Debug, Error)]
pub enum BuildError {
    /// There is nowhere to put what is built.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no compiler.
    #[error(
        "there is no `rustc` on the PATH; install Rust from https://rustup.rs and open a new terminal"
    )]
    NoRustc,
    /// There is a compiler that does not answer.
    #[error("{} does not work: {said}; `rustup show` tells which toolchain it looks for", .rustc.display())]
    BrokenRustc {
        /// The compiler that was asked.
        rustc: PathBuf,
        /// What it said instead.
        said: String,
    },
    /// There is no linker.
    #[error(
        "there is no linker `cc`; install a C compiler (Debian and Ubuntu: `sudo apt install gcc`)"
    )]
    NoLinker,
    /// The dependencies or the clock did not build.
    #[error("cargo could not build the clock and what submissions may use:\n{said}")]
    Prepare {
        /// Cargo's last words.
        said: String,
    },
    /// Cargo built, but not what was asked for.
    #[error("cargo built no `{name}`; {} has to be the workspace of the course", .course.display())]
    NotBuilt {
        /// The crate.
        name: String,
        /// Where it was asked for.
        course: PathBuf,
    },
    /// The compiler or the linker broke off, and it is not the program's doing.
    #[error("the compiler broke off:\n{said}")]
    BrokeOff {
        /// Its last words.
        said: String,
    },
    /// The compiler could not be confined as promised, and was not started.
    #[error(transparent)]
    Sandbox(SandboxError),
    /// Something cannot be read, written or started.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file, folder or program.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What the machine itself says when it cannot write, in the words of whichever tool tried.
pub(super) fn cannot_write(said: &str, path: &Path) -> Option<BuildError> {
    // The compiler's linker writes through a memory map, where a full disk is a bus error.
    let is_full = ["No space left on device", "signal 7 [Bus error]"];
    let kind = if is_full.iter().any(|words| said.contains(words)) {
        io::ErrorKind::StorageFull
    } else if said.contains("Disk quota exceeded") {
        io::ErrorKind::QuotaExceeded
    } else if said.contains("Read-only file system") {
        io::ErrorKind::ReadOnlyFilesystem
    } else {
        return None;
    };
    Some(StoreError::new(path, kind.into()).into())
}

impl BuildError {
    /// An error of starting or confining `program`, for `map_err`.
    pub(super) fn starting(program: &Path) -> impl FnOnce(SandboxError) -> BuildError {
        |error| match error {
            SandboxError::Io(source) => BuildError::Io { path: program.to_owned(), source },
            other => BuildError::Sandbox(other),
        }
    }

    /// An error with `path`, for `map_err`.
    pub(super) fn io(path: &Path) -> impl Fn(io::Error) -> BuildError {
        |source| BuildError::Io { path: path.to_owned(), source }
    }
}

impl Blame for BuildError {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}
