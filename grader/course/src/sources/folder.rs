//! A program in a folder.
//!
//! A program may still be writing there: what is opened is what was asked for, whatever the name
//! leads to by then, and opening never waits.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use walkdir::WalkDir;

use super::error::SourcesError;
use super::intake::{Intake, Kind};
use super::{Found, MAX_DEPTH};

/// Reads the program in `dir`, of which `root` is the file that must be there: [`PROGRAM`] or
/// [`LIBRARY`].
///
/// [`PROGRAM`]: super::PROGRAM
/// [`LIBRARY`]: super::LIBRARY
///
/// # Errors
/// See [`SourcesError`]; the only one that blames the machine is [`SourcesError::Io`].
pub fn read(dir: &Path, root: &'static str) -> Result<Found, SourcesError> {
    let io = |source| SourcesError::Io { path: dir.to_owned(), source };
    match fs::metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (path, what) = (dir.to_owned(), "not there");
            return Err(SourcesError::NotHandedIn { path, what });
        }
        Err(error) => return Err(io(error)),
        Ok(metadata) if !metadata.is_dir() => {
            return Err(SourcesError::NoProgram(super::name::of(dir)));
        }
        Ok(_) => {}
    }
    let opened = File::open(dir).map_err(io)?;
    let mut intake = Intake::new(root);
    // What lies beside `src` is named, and not entered.
    for entry in WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name() {
        take(&mut intake, dir, &opened, entry)?;
    }
    let src = dir.join("src");
    if src.symlink_metadata().is_ok_and(|src| src.is_dir()) {
        // One folder deeper than allowed, so that a file that lies too deep is seen and said.
        for entry in WalkDir::new(src).min_depth(1).max_depth(MAX_DEPTH + 1).sort_by_file_name() {
            take(&mut intake, dir, &opened, entry)?;
        }
    }
    intake.finish()
}

fn take(
    intake: &mut Intake,
    dir: &Path,
    opened: &File,
    entry: walkdir::Result<walkdir::DirEntry>,
) -> Result<(), SourcesError> {
    let entry = entry.map_err(|error| walk_error(dir, error))?;
    let path = entry.path().strip_prefix(dir).unwrap_or(entry.path());
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let name = parts.join("/");
    if path.to_str().is_none() {
        intake.ignore(&name);
        return Ok(());
    }
    let kind = match entry.file_type() {
        it if it.is_dir() => Kind::Folder,
        it if it.is_file() => Kind::File,
        it if it.is_symlink() => Kind::Other("a symbolic link"),
        _ => Kind::Other("a special file"),
    };
    intake.take(&name, kind, |most| content(opened, path, &name, most))
}

/// Where in a folder the program begins; it goes down through no link.
pub(crate) fn base(dir: &Path) -> PathBuf {
    let below = super::base::base(|above| list(&dir.join(above)));
    if below.is_empty() { dir.to_owned() } else { dir.join(below.trim_end_matches('/')) }
}

/// What lies directly in a folder, and whether it is a folder; nothing of one that cannot be read,
/// which its reader finds out.
pub(crate) fn list(dir: &Path) -> Vec<(String, bool)> {
    let entries = WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name();
    let named = |entry: walkdir::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), entry.file_type().is_dir())
    };
    entries.into_iter().flatten().map(named).collect()
}

/// Up to `most` bytes of the regular file at `path` below `dir`. No link is followed on the way.
fn content(dir: &File, path: &Path, name: &str, most: u64) -> Result<Vec<u8>, SourcesError> {
    let io = |source| SourcesError::Io { path: path.to_owned(), source };
    let not_regular = |what| SourcesError::NotRegular { file: super::name::shown(name), what };
    let way = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let open = || -> rustix::io::Result<File> {
        let mut above: OwnedFd = rustix::io::dup(dir)?;
        for folder in path.parent().into_iter().flatten() {
            above = rustix::fs::openat(&above, folder, way | OFlags::DIRECTORY, Mode::empty())?;
        }
        let file = path.file_name().unwrap_or_default();
        // A pipe would wait for its other end.
        Ok(rustix::fs::openat(&above, file, way | OFlags::NONBLOCK, Mode::empty())?.into())
    };
    let file = open().map_err(|error| match error {
        Errno::LOOP | Errno::NOTDIR => not_regular("a symbolic link"),
        Errno::NXIO | Errno::NODEV => not_regular("a special file"),
        error => io(error.into()),
    })?;
    if !file.metadata().map_err(io)?.is_file() {
        return Err(not_regular("a special file"));
    }
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(io)?;
    Ok(bytes)
}

fn walk_error(dir: &Path, error: walkdir::Error) -> SourcesError {
    let path = error.path().unwrap_or(dir).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| io::Error::other("a circle of folders"));
    SourcesError::Io { path, source }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    /// What is read at `src/main.rs` when that was a file a moment ago.
    fn check(change: impl FnOnce(&Path), expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("src")).unwrap();
        fs::write(dir.path().join("secret.rs"), "secret").unwrap();
        change(dir.path());
        let opened = File::open(dir.path()).unwrap();
        let said = match content(&opened, Path::new("src/main.rs"), "src/main.rs", 100) {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(error) => error.to_string(),
        };
        assert_eq!(said.split(';').next(), Some(expected));
    }

    #[test]
    fn what_has_become_something_else_is_not_read() {
        check(|dir| fs::write(dir.join("src/main.rs"), "text").unwrap(), "text");
        check(
            |dir| symlink("../secret.rs", dir.join("src/main.rs")).unwrap(),
            "`src/main.rs` is a symbolic link",
        );
        check(
            |dir| {
                fs::remove_dir(dir.join("src")).unwrap();
                fs::rename(dir.join("secret.rs"), dir.join("main.rs")).unwrap();
                symlink(".", dir.join("src")).unwrap();
            },
            "`src/main.rs` is a symbolic link",
        );
    }

    #[test]
    fn what_has_become_a_pipe_keeps_nobody_waiting() {
        let pipe = |dir: &Path| {
            let made = Command::new("mkfifo").arg(dir.join("src/main.rs")).status();
            assert!(made.unwrap().success());
        };
        check(pipe, "`src/main.rs` is a special file");
    }
}
