//! Keeps the store small: what was used longest ago goes first.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::alive::GRADERS;
use super::{SCRATCH, lock};
use crate::key::Key;

/// How many bytes of entries stay. A whole course with all its known-wrong programs takes 1.4 GB,
/// and a store that holds less than what is asked of it in turn holds nothing that is asked.
const KEEP_BYTES: u64 = 2 << 30;
/// After about so many new bytes the store is swept.
const SWEPT_EVERY: u64 = 256 << 20;
/// Scratch that was used this lately may be in use now; and so may any entry, where the file
/// system has no locks.
const IN_USE: Duration = Duration::from_hours(1);
/// Its time of change says when the store was last swept.
const STAMP: &str = "swept";

/// Sweeps when that was not done lately. Failing to is no reason not to grade.
pub(super) fn now_and_then(root: &Path) {
    let stamp = root.join(STAMP);
    if !is_old(&stamp) {
        return;
    }
    if fs::write(&stamp, "").is_ok() {
        let _ = sweep(root, KEEP_BYTES);
    }
}

/// Sweeps after some of the entries that are put, the more likely the larger they are: however
/// many graders put however much, and without a book that they would have to share. A key is as
/// good as a die.
pub(super) fn after(root: &Path, key: &Key, bytes: u64) {
    after_keeping(root, key, bytes, KEEP_BYTES);
}

/// As [`after`], and keeps at most so many bytes.
pub(super) fn after_keeping(root: &Path, key: &Key, bytes: u64, keep: u64) {
    const DIGITS: usize = 8;
    const SIDES: u64 = 1 << (4 * DIGITS);
    let thrown = key.as_str().get(..DIGITS).and_then(|digits| u64::from_str_radix(digits, 16).ok());
    if thrown.is_some_and(|thrown| thrown * SWEPT_EVERY < bytes.saturating_mul(SIDES)) {
        // Failing to is no reason not to grade.
        let _ = sweep(root, keep);
    }
}

/// Removes scratch folders that are old, and of all shelves the entries that were used longest ago
/// and are not in use, until at most `keep` bytes are left.
pub(super) fn sweep(root: &Path, keep: u64) -> io::Result<()> {
    for path in entries(&root.join(SCRATCH))? {
        if is_old(&path) {
            // What cannot be removed now is tried again the next time.
            let _ = delete(&path);
        }
    }
    let mut by_use: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for shelf in entries(root)?.into_iter().filter(|path| path.is_dir() && !is_kept(path)) {
        for path in entries(&shelf)? {
            let Ok(used) = path.symlink_metadata().and_then(|metadata| metadata.modified()) else {
                continue;
            };
            by_use.push((used, size(&path), path));
        }
    }
    by_use.sort();
    let mut total: u64 = by_use.iter().map(|(_, size, _)| size).sum();
    for (_, size, path) in by_use {
        if total <= keep {
            break;
        }
        // Locked by us until it is gone, so that no use of it begins meanwhile.
        if let Some(_entry) = lock::unused(&path, !is_old(&path)) {
            remove(root, &path)?;
            total -= size;
        }
    }
    Ok(())
}

/// Removes the scratch folders whose names begin with `prefix`.
pub(super) fn scratch_of(root: &Path, prefix: &str) {
    for path in entries(&root.join(SCRATCH)).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(prefix) {
            // What is left is swept when it is old.
            let _ = delete(&path);
        }
    }
}

/// Takes an entry out of its shelf in one step, then deletes it: a kill in between leaves
/// scratch, not half an entry.
pub(super) fn remove(root: &Path, path: &Path) -> io::Result<()> {
    let grave =
        tempfile::Builder::new().prefix(&super::own_prefix()).tempdir_in(root.join(SCRATCH))?;
    match fs::rename(path, grave.path().join("entry")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Folders that are not shelves: scratch, and who is at work.
fn is_kept(path: &Path) -> bool {
    path.ends_with(SCRATCH) || path.ends_with(GRADERS)
}

pub(super) fn entries(dir: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(dir)?.map(|entry| Ok(entry?.path())).collect()
}

pub(super) fn is_old(path: &Path) -> bool {
    let changed = path.symlink_metadata().and_then(|metadata| metadata.modified());
    // A clock that was set back must not keep a thing for ever.
    changed.map_or(true, |changed| changed.elapsed().map_or(true, |age| age > IN_USE))
}

fn size(path: &Path) -> u64 {
    let entries = WalkDir::new(path).into_iter().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|m: Metadata| m.len()).sum()
}

pub(super) fn delete(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}
