//! Entries in use: whoever uses one holds it, and it stays until nobody does.
//!
//! What holds an entry is a lock on its folder, which ends with the process that took it, however
//! that ends. Where the file system has no locks, what was used lately counts as in use.

use std::fs::{self, File, TryLockError};
use std::ops::Deref;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of an entry that nobody takes away as long as this, or a clone of it, lives.
#[derive(Debug, Clone)]
pub struct EntryLock {
    path: PathBuf,
    /// Kept open, and thereby locked.
    _lock: Arc<File>,
}

impl EntryLock {
    /// Holds what lies there now, if something does.
    pub(super) fn take(path: PathBuf) -> Option<EntryLock> {
        let file = File::open(&path).ok()?;
        // Waits at most while somebody takes it away.
        let _ = file.lock_shared();
        let is_same = fs::metadata(&path).ok()?.ino() == file.metadata().ok()?.ino();
        is_same.then(|| EntryLock { path, _lock: Arc::new(file) })
    }

    /// The same entry after it was renamed.
    pub(super) fn now_at(self, path: PathBuf) -> EntryLock {
        EntryLock { path, ..self }
    }

    /// What is used by somebody's holding it.
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

/// An entry that nobody holds, and nobody can while this lives.
pub(super) fn unheld(path: &Path, lately_used: bool) -> Option<File> {
    let file = File::open(path).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(_)) => (!lately_used).then_some(file),
    }
}
