//! Notices saves by looking: who changed what when, fifty times a second.
//!
//! A program is a handful of files, so looking costs less than a hundredth of a core. It works
//! wherever files are, on network disks and in containers where nobody is told of changes, and
//! with every way in which editors save, by renaming too.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

/// Between two looks.
const LOOK: Duration = Duration::from_millis(20);
/// Between two looks once something has changed. A file counts as written when two looks see the
/// same; an editor that emptied it in order to write it has done so by then, else it is checked again.
const SETTLE: Duration = Duration::from_millis(5);
/// A student who saves without a pause sees a verdict every now and then, too.
const LONGEST: Duration = Duration::from_millis(400);
/// More files than any program has.
const MOST: usize = 10_000;

/// The state of every source file: path, file number, bytes, and when it was changed.
type FileStates = Vec<(PathBuf, u64, u64, i128)>;

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing new, or a file is still being written.
    Quiet,
    /// Something was saved since the last check.
    Saved,
    /// The sources cannot be looked at, since just now.
    Gone(io::ErrorKind),
}

/// The sources of one exercise.
#[derive(Debug)]
pub(super) struct Saves {
    src: PathBuf,
    /// At the last check; nothing before the first, and while they are gone.
    checked: Option<FileStates>,
    /// At the last look.
    last: Option<FileStates>,
    /// Since when there is something to check.
    since: Option<Instant>,
    is_gone: bool,
}

impl Saves {
    /// Watches the sources of the exercise in this folder. The first look finds them saved.
    pub(super) fn of(exercise: &Path) -> Saves {
        let src = exercise.join("src");
        Saves { src, checked: None, last: None, since: None, is_gone: false }
    }

    /// The folder.
    pub(super) fn src(&self) -> &Path {
        &self.src
    }

    /// How long to wait before looking again.
    pub(super) fn pause(&self) -> Duration {
        if self.since.is_some() { SETTLE } else { LOOK }
    }

    /// Looks once.
    pub(super) fn look(&mut self) -> Look {
        let now = match seen(&self.src) {
            Ok(now) => now,
            Err(_) if self.is_gone => return Look::Quiet,
            Err(error) => {
                *self =
                    Saves { is_gone: true, ..Saves::of(self.src.parent().unwrap_or(&self.src)) };
                return Look::Gone(error.kind());
            }
        };
        self.is_gone = false;
        let is_settled = self.last.as_ref() == Some(&now) || self.checked.is_none();
        let is_new = self.checked.as_ref() != Some(&now);
        self.last = Some(now);
        if !is_new {
            self.since = None;
            return Look::Quiet;
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        if is_settled || since.elapsed() > LONGEST { Look::Saved } else { Look::Quiet }
    }

    /// What the last look saw is being checked now.
    pub(super) fn is_checked(&mut self) {
        self.checked = self.last.clone();
        self.since = None;
    }
}

fn seen(src: &Path) -> io::Result<FileStates> {
    // A folder that is not there is an empty walk otherwise.
    fs::read_dir(src)?;
    let entries = WalkDir::new(src).sort_by_file_name().into_iter().take(MOST).flatten();
    let is_source = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        name.ends_with(".rs") && !name.starts_with('.')
    };
    let state = |entry: walkdir::DirEntry| {
        let file = entry.metadata().ok()?;
        let changed = i128::from(file.ctime()) * 1_000_000_000 + i128::from(file.ctime_nsec());
        Some((entry.into_path(), file.ino(), file.len(), changed))
    };
    Ok(entries.filter(is_source).filter_map(state).collect())
}

#[cfg(test)]
mod tests;
