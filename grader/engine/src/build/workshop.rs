//! Everything that compiling takes, found or made ready once for many programs.

use std::path::{Path, PathBuf};

use super::error::BuildError;
use super::prepare::{self, Prepared};
use super::progress::Progress;
use super::toolchain::Toolchain;
use course::key::{Key, KeyBuilder};
use course::store::{EntryLock, Store};

/// A place to compile: the store, the compiler, and what programs are linked with.
#[derive(Debug, Clone)]
pub struct Workshop {
    course: PathBuf,
    store: Store,
    toolchain: Toolchain,
    prepared: Prepared,
    /// The clock, and what programs are linked with: they stay for as long as there is a workshop.
    _in_use: Vec<EntryLock>,
}

impl Workshop {
    /// Opens the workshop of the course in `course`.
    ///
    /// The first time, and after a change of the clock, the dependencies or the compiler, this
    /// builds for some seconds and tells `progress`; else it takes milliseconds and is silent.
    ///
    /// # Errors
    /// When something is missing on the machine or in the course; each says what to do.
    pub fn open(course: &Path, progress: &mut dyn Progress) -> Result<Workshop, BuildError> {
        let course = course.canonicalize().map_err(BuildError::io(course))?;
        let store = Store::of_course(&course)?;
        let toolchain = Toolchain::find(&course, &store)?;
        let prepared = prepare::prepare(&course, &store, &toolchain, progress)?;
        let clock = prepared.clock.as_deref().and_then(Path::parent);
        let folders = clock.into_iter().chain([&*prepared.deps]);
        let in_use = folders.filter_map(|folder| store.hold(&store.root().join(folder)));
        let in_use = in_use.collect();
        Ok(Workshop { course, store, toolchain, prepared, _in_use: in_use })
    }

    /// Where programs and all else that is made once are kept.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The compiler.
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// The clock to be loaded into a program; none where it cannot be built. Its content never
    /// changes under this path.
    ///
    /// The path holds whatever the course's path does, spaces and colons too, both of which
    /// `LD_PRELOAD` takes for the end of a name.
    pub fn clock(&self) -> Option<PathBuf> {
        self.prepared.clock.as_ref().map(|clock| self.store.root().join(clock))
    }

    /// The hash of the toolchain and of what programs are linked with and run under.
    pub fn key(&self) -> Key {
        let clock = self.prepared.clock.as_deref().unwrap_or(Path::new(""));
        let key = KeyBuilder::new("workshop")
            .part("toolchain", self.toolchain.identity().as_str())
            .part("clock", clock.as_os_str().as_encoded_bytes());
        let externs = self.prepared.externs.iter();
        externs.fold(key, |key, each| key.part(&each.name, each.key.as_str())).finish()
    }

    /// The course that it belongs to.
    pub(super) fn course(&self) -> &Path {
        &self.course
    }

    pub(super) fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// False for files that a message may well show: the standard library's and those of what
    /// submissions are linked with.
    pub(super) fn is_foreign(&self, file: &str) -> bool {
        let sysroot = self.toolchain.sysroot();
        // A name in angle brackets is no file but a macro's expansion.
        let is_known = file.starts_with('<')
            || file.starts_with("/rustc/")
            || super::refuse::plain_path(file) == file
                && (sysroot.is_some_and(|sysroot| Path::new(file).starts_with(sysroot))
                    || self.prepared.roots.iter().any(|root| Path::new(file).starts_with(root)));
        !is_known
    }
}
