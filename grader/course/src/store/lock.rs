//! Entries in use: each is locked for as long as a grader uses it, and stays until none does.
//!
//! It is a shared lock on the entry's folder, which ends with the process that took it, however
//! that ends. Where the file system has no locks, what was used lately counts as in use.

use std::fs::{self, File, TryLockError};
use std::ops::Deref;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of an entry that is not removed as long as this, or a clone of it, lives.
#[derive(Debug, Clone)]
pub struct EntryLock {
    path: PathBuf,
    /// Kept open, and thereby locked.
    _lock: Arc<File>,
}

impl EntryLock {
    /// Locks what lies there now, if something does.
    pub(super) fn take(path: PathBuf) -> Option<EntryLock> {
        let file = File::open(&path).ok()?;
        // Waits at most while it is removed.
        let _ = file.lock_shared();
        let is_same = fs::metadata(&path).ok()?.ino() == file.metadata().ok()?.ino();
        is_same.then(|| EntryLock { path, _lock: Arc::new(file) })
    }

    /// The same entry after it was renamed.
    pub(super) fn now_at(self, path: PathBuf) -> EntryLock {
        EntryLock { path, ..self }
    }

    /// The locked folder.
    pub(super) fn file(&self) -> &File {
        &self._lock
    }
}

impl Deref for EntryLock {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl PartialEq for EntryLock {
    fn eq(&self, other: &EntryLock) -> bool {
        self.path == other.path
    }
}

impl Eq for EntryLock {}

/// An entry that is not in use, and cannot be while this lives.
pub(super) fn unused(path: &Path, lately_used: bool) -> Option<File> {
    let file = File::open(path).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(_)) => (!lately_used).then_some(file),
    }
}
