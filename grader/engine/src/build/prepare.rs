//! Builds, once, what does not depend on any submission: the clock, and the crates that
//! submissions may use.
//!
//! Cargo is asked only when one of its inputs changed. It works in the target folder that the store
//! lies in, where it finds what the grader itself was made of: what both need is compiled once, and
//! a change of the clock does not build the crates again. What is needed is copied out, so that no
//! program is linked with, or runs under, a file that cargo is writing, and a submission's compiler
//! sees nothing else.

mod artifacts;
mod cargo;
mod inputs;

use std::fs;
use std::path::{Path, PathBuf};

pub use cargo::dependencies;

use super::error::BuildError;
use super::progress::Progress;
use super::toolchain::Toolchain;
use course::key::{Key, KeyBuilder};
use course::store::Store;
use serde::{Deserialize, Serialize};

const SHELF: &str = "prepared";
const CLOCKS: &str = "clocks";
const CRATES: &str = "crates";
/// The package whose dependencies submissions may use.
const DEPS: &str = "submission-deps";
/// The package of the clock.
const CLOCK: &str = "clock";
/// Where both lie, below the course.
const FOLDERS: [&str; 2] = ["grader/deps", "grader/clock"];

/// What is ready before any submission comes. Paths are relative to the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Prepared {
    /// The clock, to be loaded into programs; none where it cannot be built.
    pub clock: Option<PathBuf>,
    /// The crates that submissions may name.
    pub externs: Vec<Extern>,
    /// The folder with all that they stand on.
    pub deps: PathBuf,
    /// Where the sources of all that lie: absolute folders.
    pub roots: Vec<PathBuf>,
}

/// A crate that submissions may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Extern {
    /// Its name in Rust.
    pub name: String,
    /// The library.
    pub path: PathBuf,
    /// The library's content.
    pub key: Key,
}

/// Finds what was prepared, or prepares it.
pub(super) fn prepare(
    course: &Path,
    store: &Store,
    toolchain: &Toolchain,
    progress: &mut dyn Progress,
) -> Result<Prepared, BuildError> {
    let inputs = || inputs::inputs(course, &FOLDERS, toolchain);
    let target = store.root().parent().unwrap_or(store.root());
    let build = |packages: &[&str], progress: &mut dyn Progress| {
        let built = cargo::build(packages, course, toolchain, target, progress)?;
        // Cargo completes a lock file that lacks something: it is there under its new inputs.
        let key = inputs()?;
        let prepared = take(course, store, &key, &built)?;
        Ok::<_, BuildError>((prepared, key))
    };
    let is_there = |prepared: &Prepared| prepared.is_there(store);
    let make = || {
        progress.step("building the clock and what submissions may use; this is done once");
        let (prepared, key) = build(&[DEPS, CLOCK], progress)?;
        store.cached(SHELF, &key, || Ok(prepared), is_there)
    };
    match store.cached(SHELF, &inputs()?, make, is_there) {
        // Where the clock alone is the trouble, programs can still run in real time. That is not
        // remembered: what hinders it may be gone the next time.
        Err(error @ BuildError::Prepare { .. }) => {
            build(&[DEPS], progress).map(|(prepared, _)| prepared).map_err(|_| error)
        }
        prepared => prepared,
    }
}

impl Prepared {
    fn is_there(&self, store: &Store) -> bool {
        let paths = self.externs.iter().map(|each| &each.path);
        let mut paths = paths.chain(&self.clock).chain([&self.deps]);
        paths.all(|path| store.root().join(path).exists())
    }
}

/// Takes what is needed out of what cargo built: the crates under `key`.
fn take(
    course: &Path,
    store: &Store,
    key: &Key,
    built: &artifacts::Artifacts,
) -> Result<Prepared, BuildError> {
    let missing =
        |name: &str| BuildError::NotBuilt { name: name.to_owned(), course: course.to_owned() };
    let own = course.join("grader");
    let own = own.canonicalize().map_err(BuildError::io(&own))?;
    let clock = built.library(CLOCK, ".so", &own);
    let libraries = built.libraries(".rlib").chain(built.libraries(".so"));
    let deps = keep(store, CRATES, key, libraries.filter(|file| Some(*file) != clock.as_deref()))?;
    let mut externs = Vec::new();
    for name in cargo::dependencies(course)? {
        let path = built.library(&name, ".rlib", &own).ok_or_else(|| missing(&name))?;
        let content = fs::read(&path).map_err(BuildError::io(&path))?;
        let key = KeyBuilder::new("extern").part("content", content).finish();
        externs.push(Extern { name, path: deps.join(path.file_name().unwrap_or_default()), key });
    }
    let clock = clock.map(|clock| {
        let content = fs::read(&clock).map_err(BuildError::io(&clock))?;
        let key = KeyBuilder::new("clock").part("content", &content).finish();
        let folder = keep(store, CLOCKS, &key, [&*clock])?;
        Ok::<_, BuildError>(folder.join(clock.file_name().unwrap_or_default()))
    });
    Ok(Prepared { clock: clock.transpose()?, externs, deps, roots: built.roots() })
}

/// Copies files out of cargo's reach, into a folder of the store that only they are in; its path is
/// below the store.
fn keep<'a>(
    store: &Store,
    shelf: &str,
    key: &Key,
    files: impl IntoIterator<Item = &'a Path>,
) -> Result<PathBuf, BuildError> {
    let scratch = store.scratch()?;
    for file in files {
        let copy = scratch.path().join(file.file_name().unwrap_or_default());
        fs::copy(file, &copy).map_err(BuildError::io(&copy))?;
    }
    store.put(shelf, key, scratch)?;
    Ok(Path::new(shelf).join(key.as_str()))
}
