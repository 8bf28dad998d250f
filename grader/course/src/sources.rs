//! The source files of one program, read from a place that nobody vouches for.
//!
//! Only regular files `src/**/*.rs` count, and only up to fixed sizes. Nothing is followed,
//! nothing else is opened: a manifest, a build script or a `.cargo` folder that comes along is
//! named in [`Found::ignored`] and has no other effect. [`read`] reads a folder, [`Archive`] what
//! was packed; both pass every entry through the same intake.

#[cfg(feature = "archives")]
mod archive;
mod base;
mod error;
mod folder;
mod intake;
mod name;

#[cfg(feature = "archives")]
pub use archive::Archive;
pub use error::SourcesError;
pub(crate) use error::told;
pub use folder::read;
pub(crate) use folder::{base, list};
pub use model::source::{LIBRARY, PROGRAM, Sources};
pub(crate) use name::{listed, shown};

use crate::key::{Key, KeyBuilder};

/// How many source files a program may have.
pub const MAX_FILES: usize = 64;
/// How many bytes one source file may have.
pub const MAX_FILE_BYTES: u64 = 1 << 20;
/// How many bytes all source files may have together.
pub const MAX_TOTAL_BYTES: u64 = 4 << 20;
/// How many folders deep below the program's folder a source file may lie, `src` included.
pub const MAX_DEPTH: usize = 8;
/// How many bytes the relative path of a source file may have.
pub const MAX_PATH_BYTES: usize = 200;

/// The content key of source files.
pub fn key(sources: &Sources) -> Key {
    sources
        .iter()
        .fold(KeyBuilder::new("sources"), |key, (path, text)| key.part(path, text))
        .finish()
}

/// What a program's folder holds, wherever it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What counts.
    pub sources: Sources,
    /// What does not, as relative paths that are safe to show; folders end in `/`, a long list
    /// ends in `…`.
    pub ignored: Vec<String>,
}
