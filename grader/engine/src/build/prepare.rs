//! Builds, once, what does not depend on any submission: the clock, and the crates that
//! submissions may use.
//!
//! Cargo is asked only when one of its inputs changed. It keeps its own books in a target
//! folder for each compiler, so a change of the clock does not build the dependencies again;
//! the clock itself is copied out by its content, so that no grader ever runs under a file that
//! another one is writing.

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
use course::store::{self, Store};
use serde::{Deserialize, Serialize};

const SHELF: &str = "prepared";
const CLOCKS: &str = "clocks";
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
    let compiler = KeyBuilder::new("compiler").part("version", &toolchain.version).finish();
    let target = store.root().join(format!("cargo-{}", &compiler.as_str()[..16]));
    let build = |packages: &[&str], progress: &mut dyn Progress| {
        let built = cargo::build(packages, course, toolchain, &target, progress)?;
        take(course, store, &target, &built)
    };
    let is_there = |prepared: &Prepared| prepared.is_there(store);
    let make = || {
        progress.step("building the clock and what submissions may use; this is done once");
        let prepared = build(&[DEPS, CLOCK], progress)?;
        // Cargo completes a lock file that lacks something: it is there under its new inputs, too.
        store.cached(SHELF, &inputs()?, || Ok(prepared), is_there)
    };
    match store.cached(SHELF, &inputs()?, make, is_there) {
        // Where the clock alone is the trouble, programs can still run in real time. That is not
        // remembered: what hinders it may be gone the next time.
        Err(error @ BuildError::Prepare { .. }) => build(&[DEPS], progress).map_err(|_| error),
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

/// Picks what is needed out of what cargo built.
fn take(
    course: &Path,
    store: &Store,
    target: &Path,
    built: &artifacts::Artifacts,
) -> Result<Prepared, BuildError> {
    let missing =
        |name: &str| BuildError::NotBuilt { name: name.to_owned(), course: course.to_owned() };
    let own = course.join("grader");
    let own = own.canonicalize().map_err(BuildError::io(&own))?;
    let clock = built.library(CLOCK, ".so", &own).map(|clock| keep(store, &clock)).transpose()?;
    let mut externs = Vec::new();
    let mut deps = None;
    for name in cargo::dependencies(course)? {
        let path = built.library(&name, ".rlib", &own).ok_or_else(|| missing(&name))?;
        deps = path.parent().map(Path::to_owned);
        let content = fs::read(&path).map_err(BuildError::io(&path))?;
        let key = KeyBuilder::new("extern").part("content", content).finish();
        externs.push(Extern { name, path: below(store, path), key });
    }
    for library in built.libraries(".rlib").chain(clock.as_deref()) {
        store::forbid_writing(library).map_err(BuildError::io(library))?;
    }
    let deps = below(store, deps.unwrap_or_else(|| target.to_owned()));
    let clock = clock.map(|clock| below(store, clock));
    Ok(Prepared { clock, externs, deps, roots: built.roots() })
}

/// Copies the clock out of cargo's reach.
fn keep(store: &Store, clock: &Path) -> Result<PathBuf, BuildError> {
    let content = fs::read(clock).map_err(BuildError::io(clock))?;
    let key = KeyBuilder::new("clock").part("content", &content).finish();
    let scratch = store.scratch()?;
    let copy = scratch.path().join("libclock.so");
    fs::write(&copy, content).map_err(BuildError::io(&copy))?;
    Ok(store.put(CLOCKS, &key, scratch)?.join("libclock.so"))
}

fn below(store: &Store, path: PathBuf) -> PathBuf {
    path.strip_prefix(store.root()).map(Path::to_owned).unwrap_or(path)
}
