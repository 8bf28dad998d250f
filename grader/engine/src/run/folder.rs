//! The folder that a run has to itself: what it finds there, and what it leaves.

use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::RunError;
use course::store::{Store, StoreError};
use model::spec::Run;

/// Files that are compared at most, and bytes of each that are looked at: more than any exercise
/// writes, so that a program that fills its folder costs us nothing.
const MOST_FILES: usize = 16;
const MOST_BYTES: u64 = 64 * 1024;
/// Bytes on the disk that are enough for whatever an exercise writes.
const ROOM_BYTES: u64 = 64 * 1024;

/// Gives a file or folder the age that all have which a program finds, in every run.
fn age(path: &Path) -> io::Result<()> {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let times = FileTimes::new().set_accessed(long_ago).set_modified(long_ago);
    File::open(path)?.set_times(times)
}

/// A fresh folder, gone when this is dropped.
pub(super) struct Folder {
    folder: TempDir,
    input: PathBuf,
}

impl Folder {
    pub(super) fn new(store: &Store, run: &Run) -> Result<Folder, RunError> {
        let folder = store.scratch()?;
        let made = Folder { input: folder.path().join("stdin"), folder };
        made.fill(run).map_err(|source| StoreError::new(made.folder.path(), source))?;
        Ok(made)
    }

    fn fill(&self, run: &Run) -> io::Result<()> {
        fs::create_dir(self.path())?;
        for (name, content) in &run.files {
            fs::write(self.path().join(name), content)?;
            age(&self.path().join(name))?;
        }
        age(&self.path())?;
        fs::write(&self.input, &run.stdin)
    }

    /// The folder in which the program is started.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("run")
    }

    /// What the program finds on standard input: a file, so that it is there at once and ends.
    pub(super) fn stdin(&self) -> Result<Stdio, RunError> {
        let failed = |source| RunError::Folder { path: self.input.clone(), source };
        Ok(File::open(&self.input).map_err(failed)?.into())
    }

    /// An error when there is no room left: then what a program could not write, or wrote only
    /// half, is not its doing.
    pub(super) fn has_room(&self) -> Result<(), RunError> {
        // A file system that does not count its blocks has none at all.
        let full = rustix::fs::statvfs(self.folder.path())
            .is_ok_and(|disk| disk.f_blocks > 0 && disk.f_bavail * disk.f_frsize < ROOM_BYTES);
        if full {
            let full = io::ErrorKind::StorageFull.into();
            return Err(StoreError::new(self.folder.path(), full).into());
        }
        Ok(())
    }

    /// The files that lie in the folder now, without trailing white space.
    pub(super) fn files_left(&self) -> Result<BTreeMap<String, String>, RunError> {
        let path = self.path();
        let mut left = BTreeMap::new();
        // The program may have removed its folder: then it left no files.
        let Ok(entries) = fs::read_dir(&path) else { return Ok(left) };
        let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        names.sort();
        for file in names {
            let regular = fs::symlink_metadata(&file).is_ok_and(|meta| meta.is_file());
            if !regular || left.len() == MOST_FILES {
                continue;
            }
            let mut content = Vec::new();
            let failed = |source| RunError::Folder { path: file.clone(), source };
            File::open(&file)
                .and_then(|file| file.take(MOST_BYTES).read_to_end(&mut content))
                .map_err(failed)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            left.insert(name, String::from_utf8_lossy(&content).trim_end().to_string());
        }
        Ok(left)
    }
}
