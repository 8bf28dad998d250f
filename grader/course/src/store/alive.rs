//! Which graders are at work: each holds a small file by a lock that ends with it, however it ends.
//! So the next one to start can take away what one that was killed has left half done.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::lock::{self, EntryLock};
use super::sweep;
use super::{SCRATCH, own_name};

/// The folder of those files, below the root.
pub(super) const GRADERS: &str = "graders";
/// A file may be taken away between being made and being locked; it is made again so often.
const TRIES: usize = 3;

/// What this process holds, in every store that it has opened.
static OURS: Mutex<Vec<EntryLock>> = Mutex::new(Vec::new());

/// Says that this process works in the store. Where that cannot be said, what it leaves when it is
/// killed stays until it is old.
pub(super) fn say(root: &Path) {
    let path = root.join(GRADERS).join(own_name());
    let mut ours = OURS.lock().unwrap_or_else(PoisonError::into_inner);
    if ours.iter().any(|held| **held == *path) {
        return;
    }
    for _ in 0..TRIES {
        let made = fs::create_dir_all(root.join(GRADERS)).and_then(|()| fs::write(&path, ""));
        if made.is_err() {
            return;
        }
        if let Some(held) = EntryLock::take(path.clone()) {
            ours.push(held);
            return;
        }
    }
}

/// The files of graders that are at work no longer, each locked: one that starts at this moment, by
/// the number of one that is dead, waits until that is buried. Else it would be buried with it, and
/// lose the folder in which its program runs.
fn the_dead(root: &Path) -> Vec<(PathBuf, File)> {
    let graders = sweep::entries(&root.join(GRADERS)).unwrap_or_default().into_iter();
    let dead = graders.filter_map(|grader| {
        let held = lock::unused(&grader, !sweep::is_old(&grader))?;
        Some((grader, held))
    });
    dead.collect()
}

/// Removes the scratch folders of graders that are at work no longer.
pub(super) fn bury_the_dead(root: &Path) {
    let names = |folder: &str| sweep::entries(&root.join(folder)).unwrap_or_default();
    for (grader, _held) in the_dead(root) {
        let name = grader.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let prefix = format!("{name}-");
        for scratch in names(SCRATCH) {
            let of_it = scratch.file_name().unwrap_or_default().to_string_lossy();
            if of_it.starts_with(&prefix) {
                // What cannot be removed now is swept when it is old.
                let _ = sweep::delete(&scratch);
            }
        }
        let _ = fs::remove_file(&grader);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_starts_while_the_dead_are_buried_is_not_buried_with_them() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join(GRADERS)).expect("a folder");
        let file = root.path().join(GRADERS).join("1");
        fs::write(&file, "").expect("a file");
        let dead = the_dead(root.path());
        assert_eq!(dead.iter().map(|(path, _)| path).collect::<Vec<_>>(), [&file]);
        let starts = File::open(&file).expect("it is there");
        assert!(starts.try_lock_shared().is_err(), "it waits");
        drop(dead);
        assert!(starts.try_lock_shared().is_ok(), "it is at work");
        assert_eq!(the_dead(root.path()).len(), 0, "and not dead");
    }
}
