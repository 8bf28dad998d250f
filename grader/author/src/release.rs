//! A student's copy of the course: what is on the list, and not a word of what is hidden.
//!
//! The list says what is copied, so that a file which is added later is left out until it
//! is put on it. Then the copy is searched for everything that students must not see.

mod allowed;
mod hidden;
mod leaks;
#[cfg(feature = "archives")]
mod packed;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};
use walkdir::WalkDir;

use course::Course;

pub use leaks::{Leak, leaks};
#[cfg(feature = "archives")]
pub use packed::pack;

/// Why there is no copy.
#[derive(Debug, Error)]
pub enum ReleaseError {
    /// The folder is not empty.
    #[error("{} is not empty; say a new folder", .0.display())]
    NotEmpty(PathBuf),
    /// There is nothing to hide, so this is a student's copy already.
    #[error("{} has no `solutions`: it is a student's copy already", .0.display())]
    NoSolutions(PathBuf),
    /// There is a packed copy already.
    #[error("{} is there already; say another name, or remove it", .0.display())]
    ZipExists(PathBuf),
    /// This grader was built without what packs.
    #[error(
        "this program was built without what packs; `cargo xtask release --zip` builds it with it"
    )]
    NoPackers,
    /// A file of the copy cannot be searched.
    #[error("{} is not text, so nobody can say whether it shows what is hidden", .0.display())]
    NotText(PathBuf),
    /// Something hidden would be released.
    #[error("{} of what is hidden would be released:\n{}", .0.len(), listed(.0))]
    Leaks(Vec<Leak>),
    /// The copy cannot be built, or does not greet a student.
    #[error("the copy does not work: {0}")]
    DoesNotWork(String),
    /// The disk did not do what it was asked to.
    #[error("cannot copy {}: {source}", .path.display())]
    Io {
        /// What was to be read or written.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
}

impl ReleaseError {
    /// The error about this path.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> ReleaseError {
        let path = path.to_owned();
        move |source| ReleaseError::Io { path, source }
    }
}

fn read(path: &Path) -> Result<String, ReleaseError> {
    let bytes = fs::read(path).map_err(ReleaseError::io(path))?;
    String::from_utf8(bytes).map_err(|_| ReleaseError::NotText(path.to_owned()))
}

fn listed(leaks: &[Leak]) -> String {
    leaks.iter().map(|leak| format!("  {leak}\n")).collect()
}

/// What was copied, and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Files of the copy, relative to it.
    pub files: Vec<PathBuf>,
    /// Bytes of all of them.
    pub bytes: u64,
    /// Files of the course that were left out although they lie in a part that is released.
    pub left_out: Vec<PathBuf>,
}

/// Packs nothing: what packs was left out when this was built.
///
/// # Errors
/// Always.
#[cfg(not(feature = "archives"))]
pub fn pack(_: &Path, _: &Contents, _: &str, _: &Path) -> Result<(), ReleaseError> {
    Err(ReleaseError::NoPackers)
}

/// Copies what students receive into the folder `out`.
///
/// # Errors
/// When the course has nothing to hide, or a file cannot be copied.
pub fn copy(course: &Course, out: &Path) -> Result<Contents, ReleaseError> {
    if !course.root.join("solutions").is_dir() {
        return Err(ReleaseError::NoSolutions(course.root.clone()));
    }
    let mut contents = Contents::default();
    let walk = WalkDir::new(&course.root).min_depth(1).sort_by_file_name();
    let out_inside = fs::canonicalize(out).ok();
    let is_walked = |entry: &walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&course.root).unwrap_or(entry.path());
        allowed::is_walked(path) && Some(entry.path()) != out_inside.as_deref()
    };
    for entry in walk.into_iter().filter_entry(is_walked) {
        let entry = entry.map_err(|error| ReleaseError::Io {
            path: error.path().unwrap_or(&course.root).to_owned(),
            source: error.into(),
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&course.root).unwrap_or(entry.path()).to_owned();
        if !allowed::is_released(&path) {
            contents.left_out.push(path);
            continue;
        }
        let to = out.join(&path);
        fs::create_dir_all(to.parent().unwrap_or(out)).map_err(ReleaseError::io(&to))?;
        contents.bytes += fs::copy(entry.path(), &to).map_err(ReleaseError::io(&to))?;
        contents.files.push(path);
    }
    Ok(contents)
}

impl Blame for ReleaseError {
    fn fault(&self) -> Fault {
        match self {
            ReleaseError::Io { .. } => Fault::Ours,
            _ => Fault::Author,
        }
    }
}
