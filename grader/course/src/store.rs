//! A folder of things named by the content they were made from, shared by every grader on the
//! machine.
//!
//! The main type is [`Store`]. An entry is made in a scratch folder on the same file system and
//! renamed into its place: it is there whole or not at all, however many graders work at once
//! and whenever one of them is killed. No entry is ever changed, and its files cannot be written
//! to. One that is in use is locked ([`EntryLock`]), so that the store can be kept small meanwhile.

mod alive;
mod error;
mod lock;
mod sweep;

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use walkdir::WalkDir;

pub use error::StoreError;
pub use lock::EntryLock;

use crate::key::Key;
use model::limits::GradingLimits;

/// Scratch folders lie here, below the root.
const SCRATCH: &str = "tmp";

/// The store of one course.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// Opens the store of the course in `course`: `target/grader` there, or below
    /// `CARGO_TARGET_DIR` where that is set. Makes it when it is missing.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn of_course(course: &Path) -> Result<Store, StoreError> {
        let target = match env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()) {
            Some(dir) => PathBuf::from(dir),
            None => course.join("target"),
        };
        Store::open(&target.join("grader"))
    }

    /// Opens the store in `root`, which is made when it is missing, and removes what was
    /// not used for long.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(root: &Path) -> Result<Store, StoreError> {
        let fail = |source| StoreError::new(root, source);
        fs::create_dir_all(root.join(SCRATCH)).map_err(fail)?;
        // Paths from here end in command lines of processes that run in other folders.
        let store = Store { root: fs::canonicalize(root).map_err(fail)? };
        alive::say(&store.root);
        alive::bury_the_dead(&store.root);
        sweep::now_and_then(&store.root);
        Ok(store)
    }

    /// The folder of the store.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A new folder that is removed when dropped, and can become an entry before.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn scratch(&self) -> Result<TempDir, StoreError> {
        let dir = self.root.join(SCRATCH);
        let made = tempfile::Builder::new().prefix(&own_prefix()).tempdir_in(&dir);
        made.map_err(|source| StoreError::new(&dir, source))
    }

    /// Removes the scratch folders of this process, for its end in the middle of work.
    pub fn forget_scratch(&self) {
        sweep::scratch_of(&self.root, &own_prefix());
    }

    /// The folder under this key, when there is one. Counts as a use of it.
    pub fn get(&self, shelf: &str, key: &Key) -> Option<EntryLock> {
        let lock = EntryLock::take(self.path(shelf, key))?;
        use_now(lock.file());
        Some(lock)
    }

    /// Locks what an earlier look has found at this path, if it is still there. Counts as a use of
    /// it: what every grading uses is never the longest unused.
    pub fn hold(&self, path: &Path) -> Option<EntryLock> {
        let lock = EntryLock::take(path.to_owned())?;
        use_now(lock.file());
        Some(lock)
    }

    /// Puts a filled scratch folder under this key. When another grader was faster, its entry
    /// stays.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn put(&self, shelf: &str, key: &Key, scratch: TempDir) -> Result<EntryLock, StoreError> {
        let path = self.shelved(shelf, key)?;
        let bytes = forbid_writing(scratch.path());
        let bytes = bytes.map_err(|source| StoreError::new(&path, source))?;
        let lock = EntryLock::take(scratch.path().to_owned());
        let lock = match (lock, fs::rename(scratch.path(), &path)) {
            (Some(lock), Ok(())) => {
                // Nothing is left to remove where it was.
                let _ = scratch.keep();
                lock.now_at(path)
            }
            (None, Ok(())) => return Err(StoreError::new(&path, io::ErrorKind::NotFound.into())),
            (_, Err(source)) => self.hold(&path).ok_or_else(|| StoreError::new(&path, source))?,
        };
        sweep::after(&self.root, key, bytes);
        Ok(lock)
    }

    /// The bytes under this key, when there are some. Counts as a use of them.
    pub fn get_bytes(&self, shelf: &str, key: &Key) -> Option<Vec<u8>> {
        let mut file = File::open(self.path(shelf, key)).ok()?;
        use_now(&file);
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Puts bytes under this key; the last writer wins, and both wrote the same.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn put_bytes(&self, shelf: &str, key: &Key, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.shelved(shelf, key)?;
        let write = || -> io::Result<()> {
            let mut file = tempfile::Builder::new()
                .prefix(&own_prefix())
                .tempfile_in(self.root.join(SCRATCH))?;
            file.write_all(bytes)?;
            forbid_writing(file.path())?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(|source| StoreError::new(&path, source))?;
        sweep::after(&self.root, key, bytes.len() as u64);
        Ok(())
    }

    /// The value under this key, if there is one that `holds`; else the one that `make` makes, which
    /// is put there if it `holds`, can be, and is not larger than any that is read. Counts as a use
    /// of it.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn cached<T: Serialize + DeserializeOwned, E>(
        &self,
        shelf: &str,
        key: &Key,
        make: impl FnOnce() -> Result<T, E>,
        holds: impl Fn(&T) -> bool,
    ) -> Result<T, E> {
        let found = self.get_bytes(shelf, key);
        // What cannot be read is made anew.
        let found = found.and_then(|json| serde_json::from_slice(&json).ok());
        if let Some(found) = found.filter(&holds) {
            return Ok(found);
        }
        let made = make()?;
        if holds(&made)
            && let Ok(json) = serde_json::to_vec(&made)
            && json.len() <= GradingLimits::ALL.kept_bytes
        {
            // What cannot be kept, as on a disk that may only be read, is made again the next time.
            let _ = self.put_bytes(shelf, key, &json);
        }
        Ok(made)
    }

    /// A folder under this key that, unlike an entry, is changed in place: one process at a time
    /// may work there, which is up to the caller. Counts as a use of it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn workplace(&self, shelf: &str, key: &Key) -> Result<EntryLock, StoreError> {
        let path = self.path(shelf, key);
        if let Some(lock) = self.get(shelf, key) {
            return Ok(lock);
        }
        let made = fs::create_dir_all(&path).map_err(|source| StoreError::new(&path, source));
        made.and_then(|()| {
            let gone = || StoreError::new(&path, io::ErrorKind::NotFound.into());
            self.get(shelf, key).ok_or_else(gone)
        })
    }

    /// Takes an entry away, such as one that turned out to be damaged.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn discard(&self, shelf: &str, key: &Key) -> Result<(), StoreError> {
        sweep::remove(&self.root, &self.path(shelf, key))
            .map_err(|source| StoreError::new(&self.root, source))
    }

    fn path(&self, shelf: &str, key: &Key) -> PathBuf {
        self.root.join(shelf).join(key.as_str())
    }

    /// The path of an entry to be, its shelf made.
    fn shelved(&self, shelf: &str, key: &Key) -> Result<PathBuf, StoreError> {
        let dir = self.root.join(shelf);
        fs::create_dir_all(&dir).map_err(|source| StoreError::new(&dir, source))?;
        Ok(self.path(shelf, key))
    }
}

/// Takes the permission to write from a file, or from all files in a folder, and gives their
/// bytes. The folders keep theirs, so that they can be removed as they are.
///
/// # Errors
/// The first file that refuses, or a folder that cannot be read.
pub fn forbid_writing(path: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in WalkDir::new(path) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let metadata = entry.metadata()?;
            bytes += metadata.len();
            let mut permissions = metadata.permissions();
            permissions.set_readonly(true);
            fs::set_permissions(entry.path(), permissions)?;
        }
    }
    Ok(bytes)
}

/// Notes that an entry was used. A store that can only be read still serves; it just is not
/// tidied by last use.
fn use_now(entry: &File) {
    let _ = entry.set_modified(SystemTime::now());
}

/// What this process is called in the store.
fn own_name() -> String {
    std::process::id().to_string()
}

/// What the names of this process's scratch folders begin with.
fn own_prefix() -> String {
    format!("{}-", own_name())
}

#[cfg(test)]
mod tests;
