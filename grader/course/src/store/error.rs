//! What can go wrong when the grader writes, and what helps.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

/// The store cannot be written to. Never a verdict.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No permission, a read-only file system, or a file where a folder should be.
    #[error(
        "cannot write to {}: {source}; set `CARGO_TARGET_DIR` to a folder that you may write to",
        .path.display()
    )]
    NotWritable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No space left.
    #[error(
        "there is no space left for {}; free some (`cargo clean` does), \
         or set `CARGO_TARGET_DIR` to a folder on another disk",
        .path.display()
    )]
    Full {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Anything else.
    #[error("cannot keep {}: {source}", .path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl StoreError {
    /// The error of writing to `path`.
    pub fn new(path: &Path, source: io::Error) -> StoreError {
        use io::ErrorKind::{
            NotADirectory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        };
        let path = path.to_owned();
        match source.kind() {
            NotADirectory | PermissionDenied | ReadOnlyFilesystem => {
                StoreError::NotWritable { path, source }
            }
            StorageFull | QuotaExceeded => StoreError::Full { path, source },
            _ => StoreError::Io { path, source },
        }
    }
}

impl Blame for StoreError {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}
