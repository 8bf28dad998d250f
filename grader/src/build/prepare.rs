//! Builds, once, what does not depend on any submission: the clock, and the crates that
//! submissions may use.
//!
//! Cargo is asked only when one of its inputs changed. It keeps its own books in a target
//! folder for each compiler, so a change of the clock does not build the dependencies again;
//! the clock itself is copied out by its content, so that no grader ever runs under a file that
//! another one is writing.

mod artifacts;
mod cargo;

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::error::BuildError;
use super::progress::Progress;
use super::toolchain::Toolchain;
use crate::key::{Key, KeyBuilder};
use crate::store::{self, Store};

const SHELF: &str = "prepared";
const CLOCKS: &str = "clocks";
/// The package whose dependencies submissions may use.
const DEPS: &str = "submission-deps";
/// The package of the clock.
const CLOCK: &str = "clock";

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
    let key = inputs(course, toolchain)?;
    let kept = store.get_bytes(SHELF, &key);
    let kept: Option<Prepared> = kept.and_then(|json| serde_json::from_slice(&json).ok());
    if let Some(kept) = kept.filter(|kept| kept.is_there(store)) {
        return Ok(kept);
    }
    progress.step("building the clock and what submissions may use; this is done once");
    let compiler = KeyBuilder::new("compiler").part("version", &toolchain.version).finish();
    let target = store.root().join(format!("cargo-{}", &compiler.as_str()[..16]));
    let mut build = |packages: &[&str]| {
        let built = cargo::build(packages, course, toolchain, &target, &mut *progress)?;
        take(course, store, &target, &built)
    };
    let prepared = match build(&[DEPS, CLOCK]) {
        // Where the clock alone is the trouble, programs can still run in real time. That is not
        // kept: what hinders it may be gone the next time.
        Err(error @ BuildError::Prepare { .. }) => return build(&[DEPS]).map_err(|_| error),
        prepared => prepared?,
    };
    if let Ok(json) = serde_json::to_vec(&prepared) {
        // Cargo completes a lock file that lacks something, so its inputs are read again.
        for key in [key, inputs(course, toolchain)?] {
            store.put_bytes(SHELF, &key, &json)?;
        }
    }
    Ok(prepared)
}

impl Prepared {
    fn is_there(&self, store: &Store) -> bool {
        let paths = self.externs.iter().map(|each| &each.path);
        let mut paths = paths.chain(&self.clock).chain([&self.deps]);
        paths.all(|path| store.root().join(path).exists())
    }
}

/// Everything that decides what cargo builds.
fn inputs(course: &Path, toolchain: &Toolchain) -> Result<Key, BuildError> {
    let mut key = KeyBuilder::new("prepared").part("toolchain", &toolchain.version);
    for name in ["Cargo.lock", "Cargo.toml", ".cargo/config.toml"] {
        key = key.part(name, fs::read(course.join(name)).unwrap_or_default());
    }
    // The crates beside the grader: the clock, what it shares with the grader, the dependencies.
    for file in WalkDir::new(course.join("grader")).min_depth(2).sort_by_file_name() {
        let file = file.map_err(|error| BuildError::Io {
            path: course.join("grader"),
            source: error.into(),
        })?;
        let path = file.path().strip_prefix(course).unwrap_or(file.path());
        if file.file_type().is_file() && is_input(path) {
            let content = fs::read(file.path()).map_err(BuildError::io(file.path()))?;
            key = key.part(&path.to_string_lossy(), content);
        }
    }
    Ok(key.finish())
}

/// True for what cargo reads of a crate `grader/NAME/` or `grader/NAME/NAME/`, but for tests and
/// programs.
fn is_input(path: &Path) -> bool {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    match parts.as_slice() {
        ["grader", "src" | "tests" | "benches" | "schema", ..] => false,
        ["grader", _, "tests" | "programs", ..] | ["grader", _, _, "tests", ..] => false,
        ["grader", _, rest @ ..] => {
            rest.iter().take(2).any(|name| matches!(*name, "Cargo.toml" | "build.rs" | "src"))
        }
        _ => false,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: bool) {
        assert_eq!(is_input(Path::new(path)), expected, "{path}");
    }

    #[test]
    fn only_what_cargo_reads_of_the_crates_beside_the_grader_counts() {
        check("grader/clock/src/lib.rs", true);
        check("grader/clock/Cargo.toml", true);
        check("grader/clock/tasks/src/lib.rs", true);
        check("grader/clock/tasks/Cargo.toml", true);
        check("grader/deps/build.rs", true);
        check("grader/clock/channel/src/lib.rs", true);
        check("grader/clock/README.md", false);
        check("grader/clock/tasks/tests/x.rs", false);
        check("grader/clock/tests/sleep.rs", false);
        check("grader/clock/programs/src/main.rs", false);
        check("grader/src/lib.rs", false);
        check("grader/src/src/lib.rs", false);
        check("grader/tests/src/main.rs", false);
        check("grader/Cargo.toml", false);
    }
}
