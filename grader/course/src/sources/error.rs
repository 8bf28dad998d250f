//! Why there is no program in what was handed in.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a folder or an archive holds no program.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// Nothing that anybody could have handed in.
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
    /// A file in a format that is not read.
    #[error(
        "`{0}` is no folder that holds `src`, and no `.tar`, `.tar.gz` or `.zip` of one; hand in \
         one of these"
    )]
    NoProgram(String),
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
    #[error("there is no `{root}`; your code starts there, so that file has to exist. {}", told(.found))]
    NoRoot {
        /// Its relative path.
        root: &'static str,
        /// What is there, as [`Found::ignored`](super::Found::ignored) says it.
        found: Vec<String>,
    },
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

/// How many names of what is there are said.
const NAMED: usize = 6;

/// What is there instead, as a sentence without its full stop.
pub(crate) fn told(found: &[String]) -> String {
    let names: Vec<String> = found.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match found.len().saturating_sub(NAMED) {
        0 if names.is_empty() => String::from("Nothing at all is there"),
        0 => format!("What is there: {}", names.join(", ")),
        more => format!("What is there: {} and {more} more", names.join(", ")),
    }
}
