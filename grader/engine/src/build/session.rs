//! The folder in which the programs of one exercise are compiled one after another, while their
//! author edits.
//!
//! The compiler keeps in it what it found, and next time generates only what has changed. It is
//! the course's own folder on the student's own machine: no submission that counts is ever
//! compiled here, so two students' sources never meet.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::process::Stdio;

use super::rustc;
use course::key::Key;
use course::store::{EntryLock, Store, StoreError};

const SHELF: &str = "sessions";
const LOCK: &str = "lock";

/// A folder for the compiler, held by one grader at a time.
#[derive(Debug)]
pub(super) struct Session {
    dir: EntryLock,
    lock: File,
}

impl Session {
    /// Opens the session under this key, empty but for what the compiler remembers. `None` when
    /// another grader is there: a folder is not waited for.
    pub(super) fn open(store: &Store, key: &Key) -> Result<Option<Session>, StoreError> {
        let dir = store.workplace(SHELF, key)?;
        let open = || -> io::Result<Option<Session>> {
            let lock = File::create(dir.join(LOCK))?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            for entry in fs::read_dir(&*dir)? {
                let entry = entry?;
                if entry.file_name() != LOCK && entry.file_name() != rustc::MEMORY {
                    remove(&entry.path())?;
                }
            }
            Ok(Some(Session { dir: dir.clone(), lock }))
        };
        open().map_err(|source| StoreError::new(&dir, source))
    }

    /// Where to compile.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The lock as an input for the compiler, which has no use for one: as long as it or its
    /// linker lives, the session is locked, even when the grader is killed.
    pub(super) fn lock(&self) -> Result<Stdio, StoreError> {
        let lock = self.lock.try_clone();
        lock.map(Stdio::from).map_err(|source| StoreError::new(&self.dir, source))
    }

    /// Removes what the compiler remembers.
    pub(super) fn forget(self) -> Result<(), StoreError> {
        let memory = self.dir.join(rustc::MEMORY);
        match remove(&memory) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::new(&memory, error))
            }
            _ => Ok(()),
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
