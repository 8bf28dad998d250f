//! Why there is no program in what was handed in.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a folder or an archive holds no program.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// Nothing is there.
    #[error("there is no folder {}; hand in the folder that holds `{}`", .0.display(), .1)]
    NoFolder(PathBuf, &'static str),
    /// It is a file.
    #[error("{} is a file; hand in the folder that holds `{}`", .0.display(), .1)]
    NotAFolder(PathBuf, &'static str),
    /// It is neither a folder nor a file in a format that is read.
    #[error(
        "{} is {what}; hand in the folder that holds `src`, or a `.tar`, `.tar.gz` or `.zip` of it",
        .path.display()
    )]
    NotHandedIn {
        /// What was named.
        path: PathBuf,
        /// What it is, as a noun phrase.
        what: &'static str,
    },
    /// It has no `src`.
    #[error("{} has no folder `src`; hand in the folder that holds `{}`", .0.display(), .1)]
    NoSrc(PathBuf, &'static str),
    /// A symbolic link, a pipe, a device: reading it would read something else.
    #[error("`{file}` is {what}; only ordinary files are read, so put the file itself there")]
    NotRegular {
        /// Relative path.
        file: String,
        /// What it is, as a noun phrase.
        what: &'static str,
    },
    /// A name that means something else to another reader than to this one.
    #[error("{0}")]
    Name(String),
    /// An archive that cannot be unpacked.
    #[error("the archive cannot be read ({0}); pack it anew, or hand in the folder itself")]
    Damaged(String),
    /// The file in which the compiler begins is missing.
    #[error("there is no `{0}`; your code starts there, so that file has to exist")]
    NoRoot(&'static str),
    /// Its name is taken by a folder.
    #[error("`{0}` is a folder; it has to be the file where your code starts")]
    RootIsFolder(&'static str),
    /// More than a person writes.
    #[error("{0}")]
    TooLarge(String),
    /// The compiler would refuse it too, less clearly.
    #[error("`{file}` is not UTF-8 in line {line} (byte {offset}); save it as UTF-8")]
    NotUtf8 {
        /// Relative path.
        file: String,
        /// Line of the first bad byte, from 1.
        line: u32,
        /// Its offset in the file, from 0.
        offset: usize,
    },
    /// The machine failed, not the program.
    #[error("cannot read {}: {source}", .path.display())]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}
