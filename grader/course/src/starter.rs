//! The starter as it was received: kept beside the exercise, and put back when asked for.
//!
//! It lies in `exercises/NN-slug/starter/src`, a second copy of `src` that nobody edits. So it is
//! there without git, moves with its exercise when that is renumbered, and a pull brings a newer
//! one whatever has become of `src` since.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

use crate::Exercise;
use crate::sources::{self, Sources, SourcesError};

/// Where it lies, below the exercise.
const FOLDER: &str = "starter";
/// Names of backups that are tried.
const MOST_BACKUPS: u32 = 10_000;

/// Why a starter cannot be read, written or put back.
#[derive(Debug, Error)]
pub enum StarterError {
    /// The copy is missing or is no program.
    #[error(
        "the starter in {} cannot be used: {source}; get that folder again from where you have the \
         course (instructors: `cargo xtask lessons` makes it)",
        .dir.display()
    )]
    Unusable {
        /// Where it should be.
        dir: PathBuf,
        /// What is wrong.
        source: SourcesError,
    },
    /// The machine failed.
    #[error("cannot write {}: {source}", .path.display())]
    Io {
        /// What could not be written or moved.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl StarterError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> StarterError {
        let path = path.to_owned();
        move |source| StarterError::Io { path, source }
    }
}

/// What became of a working copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutBack {
    /// It was the starter already.
    Nothing,
    /// The starter is back; what was there lies here now, if anything was.
    Done(Option<PathBuf>),
}

/// Makes `src` the starter again. What was in it is moved, as it is, into a new folder in
/// `backups`.
///
/// # Errors
/// When there is no starter or something cannot be written; then `src` is as it was.
pub fn put_back(exercise: &Exercise, backups: &Path) -> Result<PutBack, StarterError> {
    let starter = read(exercise)?;
    if sources::read(&exercise.dir, exercise.root()).is_ok_and(|found| found.sources == starter) {
        return Ok(PutBack::Nothing);
    }
    let src = exercise.dir.join("src");
    // On the same file system, so that it gets into its place whole.
    let fresh = tempfile::Builder::new().prefix(".reset-").tempdir_in(&exercise.dir);
    let fresh = fresh.map_err(StarterError::io(&exercise.dir))?;
    write_to(fresh.path(), &starter)?;
    let backup = match fs::symlink_metadata(&src) {
        Err(_) => None,
        Ok(_) => {
            let backup = new_folder(backups, &exercise.slug).map_err(StarterError::io(backups))?;
            let moved = fs::rename(&src, backup.join("src"));
            if moved.is_err() {
                // An empty folder that stays behind would pass for a backup.
                let _ = fs::remove_dir(&backup);
            }
            moved.map_err(StarterError::io(&src))?;
            Some(backup)
        }
    };
    if let Err(source) = fs::rename(fresh.path().join("src"), &src) {
        if let Some(backup) = &backup {
            fs::rename(backup.join("src"), &src).map_err(StarterError::io(backup))?;
        }
        return Err(StarterError::Io { path: src, source });
    }
    Ok(PutBack::Done(backup))
}

/// True when the copy is what stands in `src` now.
///
/// # Errors
/// When `src` is no program.
pub fn is_current(exercise: &Exercise) -> Result<bool, StarterError> {
    let now = working_copy(exercise)?;
    Ok(read(exercise).is_ok_and(|kept| kept == now))
}

/// True when these are the starter's files. Without a starter nothing is.
pub fn is(exercise: &Exercise, sources: &Sources) -> bool {
    read(exercise).is_ok_and(|starter| starter == *sources)
}

/// Makes what stands in `src` now the starter, for the author of an exercise.
///
/// # Errors
/// When `src` is no program, or something cannot be written.
pub fn keep(exercise: &Exercise) -> Result<(), StarterError> {
    let now = working_copy(exercise)?;
    let dir = dir(exercise);
    match fs::remove_dir_all(&dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StarterError::Io { path: dir, source: error })
        }
        _ => write_to(&dir, &now),
    }
}

/// Where the starter of this exercise lies.
pub fn dir(exercise: &Exercise) -> PathBuf {
    exercise.dir.join(FOLDER)
}

fn read(exercise: &Exercise) -> Result<Sources, StarterError> {
    read_in(dir(exercise), exercise)
}

fn working_copy(exercise: &Exercise) -> Result<Sources, StarterError> {
    read_in(exercise.dir.clone(), exercise)
}

fn read_in(dir: PathBuf, exercise: &Exercise) -> Result<Sources, StarterError> {
    match sources::read(&dir, exercise.root()) {
        Ok(found) => Ok(found.sources),
        Err(source) => Err(StarterError::Unusable { dir, source }),
    }
}

fn write_to(dir: &Path, sources: &Sources) -> Result<(), StarterError> {
    for (file, text) in sources {
        let path = dir.join(file);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(dir))?;
            fs::write(&path, text)
        };
        write().map_err(StarterError::io(&path))?;
    }
    Ok(())
}

/// Makes a folder `NAME-1`, or with the first number that is free.
fn new_folder(above: &Path, name: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(above)?;
    for number in 1..MOST_BACKUPS {
        let path = above.join(format!("{name}-{number}"));
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl Blame for StarterError {
    fn fault(&self) -> Fault {
        match self {
            StarterError::Unusable { .. } => Fault::Author,
            StarterError::Io { .. } => Fault::Ours,
        }
    }
}
