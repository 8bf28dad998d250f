//! A program's folder as a copy in memory: what lies in it is taken in, and a few small files are
//! brought back once nobody can change them any more.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{OpenOptionsExt, chown};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, Timespec, Timestamps};
use walkdir::WalkDir;

use super::identity::Identity;

/// Files that are brought back, in the order of their names, and bytes of each: more than any
/// grader looks at.
const MOST_FILES: usize = 32;
const MOST_BYTES: u64 = 128 << 10;

/// When all was made that a program finds: before any run, and long ago.
const OLD: Timestamps = {
    let long_ago = Timespec { tv_sec: 1_000_000_000, tv_nsec: 0 };
    Timestamps { last_access: long_ago, last_modification: long_ago }
};

/// Both sides of the copy.
pub(super) struct Scratch {
    /// As the program sees it.
    copy: PathBuf,
    /// Where it came from.
    original: OwnedFd,
}

impl Scratch {
    /// Opens the folder while it can still be seen; the copy is seen elsewhere.
    pub(super) fn of(folder: &Path, seen: &Path) -> io::Result<Scratch> {
        let original = File::open(folder)?.into();
        Ok(Scratch { copy: seen.to_owned(), original })
    }

    /// Moves the files that lie in `from`, the original, into the copy.
    pub(super) fn bring_in(&self, from: &Path, identity: &Identity) -> io::Result<()> {
        let (user, group) = identity.numbers();
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            let to = self.copy.join(entry.file_name());
            fs::copy(entry.path(), &to)?;
            fs::remove_file(entry.path())?;
            age(&to)?;
            if identity.stranger.is_some() {
                chown(&to, Some(user), Some(group))?;
            }
        }
        age(&self.copy)
    }

    /// Copies the files that are left back into the original.
    pub(super) fn bring_back(&self) -> io::Result<()> {
        let entries: io::Result<Vec<_>> = fs::read_dir(&self.copy)?.collect();
        let mut files = entries?;
        files.retain(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        files.sort_by_key(fs::DirEntry::file_name);
        for entry in files.iter().take(MOST_FILES) {
            let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
            let file = OpenOptions::new().read(true).custom_flags(flags).open(entry.path())?;
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
            let mode = Mode::from_raw_mode(0o600);
            let name = entry.file_name();
            let copy = rustix::fs::openat(&self.original, &name, flags, mode)?;
            let copied = io::copy(&mut file.take(MOST_BYTES), &mut File::from(copy));
            if let Err(error) = copied {
                let _ = rustix::fs::unlinkat(self.original.as_fd(), &name, AtFlags::empty());
                return Err(error);
            }
        }
        Ok(())
    }

    /// Bytes and files that the copy holds.
    pub(super) fn used(&self) -> io::Result<(u64, u64)> {
        let disk = rustix::fs::statvfs(&self.copy)?;
        Ok(((disk.f_blocks - disk.f_bfree) * disk.f_frsize, disk.f_files - disk.f_ffree))
    }
}

/// Gives a file or folder the age that all have which a program finds.
pub(super) fn age(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::utimensat(CWD, path, &OLD, AtFlags::SYMLINK_NOFOLLOW)?)
}

/// Bytes and files that a folder holds, counted until there are more than `most` files.
pub(super) fn lies_in(folder: &Path, most: u64) -> (u64, u64) {
    let entries = WalkDir::new(folder).into_iter().take(most as usize + 2).flatten();
    entries.fold((0, 0), |(bytes, files), entry| {
        (bytes + entry.metadata().map_or(0, |found| found.len()), files + 1)
    })
}
