//! What was packed, read in memory: its entries are looked at one after another, and nothing
//! is ever unpacked.

mod tar;
mod zip;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use flate2::bufread::GzDecoder;

use super::base::base;
use super::error::SourcesError;
use super::intake::{Intake, Kind};
use super::{Found, MAX_FILE_BYTES, name};

/// How many bytes an archive may have.
const MAX_PACKED_BYTES: u64 = 16 << 20;
/// How many bytes may come out of it, whatever they are.
const MAX_UNPACKED_BYTES: u64 = 32 << 20;
/// How many entries it may have.
const MAX_ENTRIES: usize = 10_000;
/// In how many pieces it may have been packed.
const MAX_PIECES: usize = 100;
/// How many bytes the path of an entry may have.
const MAX_PATH_BYTES: usize = 1000;

/// The entries of an archive, with what could count in them.
#[derive(Debug)]
pub struct Archive {
    entries: Vec<Entry>,
    /// The folder that all else lies in, with a slash at its end; or nothing.
    base: String,
}

#[derive(Debug)]
struct Entry {
    path: String,
    kind: Kind,
    /// Nothing for what cannot be a source file.
    content: Vec<u8>,
}

impl Archive {
    /// Reads a `.tar`, `.tar.gz` or `.zip`, told apart by what is in it.
    ///
    /// # Errors
    /// When it is none, is damaged, is larger than anybody needs, or holds a path that leads
    /// out of it. See [`SourcesError`].
    pub fn open(path: &Path) -> Result<Archive, SourcesError> {
        let bytes = bytes(path)?;
        let entries = Archive::entries(&bytes)?;
        let entries = entries.ok_or_else(|| SourcesError::NoProgram(name::of(path)))?;
        Ok(Archive::of(entries))
    }

    fn of(entries: Vec<Entry>) -> Archive {
        let base = base(|above| listed(&entries, above));
        Archive { entries, base }
    }

    /// What lies directly in this folder, a path with `/` or nothing, and whether it is a folder.
    pub fn list(&self, folder: &str) -> Vec<(String, bool)> {
        let slash = if folder.is_empty() { "" } else { "/" };
        listed(&self.entries, &format!("{}{folder}{slash}", self.base))
    }

    /// The folder that everything in it lies in, by its last name, if there is one.
    pub fn folder(&self) -> Option<&str> {
        self.base.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty())
    }

    /// True when there is something in this folder, a path with `/`.
    pub fn has(&self, folder: &str) -> bool {
        let folder = format!("{}{folder}/", self.base);
        self.entries.iter().any(|entry| entry.path.starts_with(&folder))
    }

    /// Reads the program in `folder`, or in the uppermost one if that is empty, of which `root`
    /// is the file that must be there.
    ///
    /// # Errors
    /// As for a folder.
    pub fn read(&self, folder: &str, root: &'static str) -> Result<Found, SourcesError> {
        let slash = if folder.is_empty() { "" } else { "/" };
        let above = format!("{}{folder}{slash}", self.base);
        let mut intake = Intake::new(root);
        for entry in &self.entries {
            let begins = entry.path.get(..above.len());
            if begins.is_some_and(|it| it != above && it.eq_ignore_ascii_case(&above)) {
                return Err(name::differ_in_case(&above, begins.unwrap_or_default()));
            }
            if let Some(path) = entry.path.strip_prefix(&above).filter(|path| !path.is_empty()) {
                intake.take(path, entry.kind, |_| Ok(entry.content.clone()))?;
            }
        }
        intake.finish()
    }

    /// The entries; none when the bytes are no archive.
    fn entries(bytes: &[u8]) -> Result<Option<Vec<Entry>>, SourcesError> {
        let mut entries = Entries::default();
        match bytes {
            [0x1f, 0x8b, ..] => {
                let tar = unpacked(bytes)?;
                entries.spend(tar.len() as u64)?;
                tar::read(&tar, &mut entries)?;
            }
            [b'P', b'K', 3 | 5, 4 | 6, ..] => zip::read(bytes, &mut entries)?,
            _ if tar::is_one(bytes) => tar::read(bytes, &mut entries)?,
            _ => return Ok(None),
        }
        Ok(Some(entries.taken))
    }
}

/// Entries as they are taken, and what may still come out of the archive.
#[derive(Default)]
struct Entries {
    taken: Vec<Entry>,
    spent: u64,
}

impl Entries {
    /// Takes an entry under its name as it was packed. `content` is asked for up to so many bytes,
    /// and only when it could be a source file.
    fn take(
        &mut self,
        packed: &[u8],
        kind: Kind,
        content: impl FnOnce(&mut Entries, u64) -> Result<Vec<u8>, SourcesError>,
    ) -> Result<(), SourcesError> {
        if self.taken.len() == MAX_ENTRIES {
            let problem = format!("the archive has over {MAX_ENTRIES} entries");
            return Err(SourcesError::TooLarge(problem));
        }
        let path = plain(packed)?;
        if path.is_empty() {
            return Ok(());
        }
        let could_count = kind == Kind::File && path.ends_with(".rs") && !name::is_hidden(&path);
        let content = if could_count { content(self, MAX_FILE_BYTES + 1)? } else { Vec::new() };
        self.taken.push(Entry { path, kind, content });
        Ok(())
    }

    /// Counts bytes that came out of the archive.
    fn spend(&mut self, bytes: u64) -> Result<(), SourcesError> {
        self.spent += bytes;
        if self.spent > MAX_UNPACKED_BYTES {
            return Err(SourcesError::TooLarge(format!(
                "over {} MiB come out of the archive; hand in what you wrote, and nothing that \
                 was built from it",
                MAX_UNPACKED_BYTES >> 20
            )));
        }
        Ok(())
    }
}

/// The bytes of a regular file. What has become something else since it was looked at does not
/// make anybody wait.
fn bytes(path: &Path) -> Result<Vec<u8>, SourcesError> {
    let io = |source| SourcesError::Io { path: path.to_owned(), source };
    let nonblock = rustix::fs::OFlags::NONBLOCK.bits() as i32;
    let file = File::options().read(true).custom_flags(nonblock).open(path).map_err(io)?;
    if !file.metadata().map_err(io)?.is_file() {
        let what = "neither a folder nor a file";
        return Err(SourcesError::NotHandedIn { path: path.to_owned(), what });
    }
    let mut bytes = Vec::new();
    file.take(MAX_PACKED_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MAX_PACKED_BYTES {
        return Err(SourcesError::TooLarge(format!(
            "the archive has over {} MiB; hand in what you wrote, and nothing that was built \
             from it",
            MAX_PACKED_BYTES >> 20
        )));
    }
    Ok(bytes)
}

/// What was packed by gzip. It may have been packed in several pieces, each of which takes its
/// time, however little is in it.
fn unpacked(mut packed: &[u8]) -> Result<Vec<u8>, SourcesError> {
    let mut tar = Vec::new();
    for _ in 0..MAX_PIECES {
        let room = (MAX_UNPACKED_BYTES + 1).saturating_sub(tar.len() as u64);
        GzDecoder::new(&mut packed).take(room).read_to_end(&mut tar).map_err(damaged)?;
        if packed.is_empty() || tar.len() as u64 > MAX_UNPACKED_BYTES {
            return Ok(tar);
        }
    }
    Err(SourcesError::Damaged(format!("it was packed in over {MAX_PIECES} pieces")))
}

/// A path as folders have it: `./ann//src/main.rs` → `ann/src/main.rs`.
fn plain(packed: &[u8]) -> Result<String, SourcesError> {
    let path = String::from_utf8_lossy(packed);
    if path.len() > MAX_PATH_BYTES {
        let file = name::shown(&path);
        let problem = format!("the path of `{file}` has over {MAX_PATH_BYTES} bytes");
        return Err(SourcesError::TooLarge(problem));
    }
    name::check(&path)?;
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || has_drive || path.split('/').any(|part| part == "..") {
        return Err(SourcesError::Name(format!(
            "the archive holds `{}`, a path that leads out of it; pack the folder itself",
            name::shown(&path)
        )));
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !["", "."].contains(part)).collect();
    Ok(parts.join("/"))
}

/// What lies directly in the folder `above`, a path with a slash at its end or nothing, and whether
/// it is a folder.
fn listed(entries: &[Entry], above: &str) -> Vec<(String, bool)> {
    let below = entries.iter().filter_map(|entry| {
        let path = entry.path.strip_prefix(above).filter(|path| !path.is_empty())?;
        Some(match path.split_once('/') {
            Some((folder, _)) => (folder.to_owned(), true),
            None => (path.to_owned(), entry.kind == Kind::Folder),
        })
    });
    let mut names = BTreeMap::new();
    below.for_each(|(name, is_folder)| *names.entry(name).or_insert(false) |= is_folder);
    names.into_iter().collect()
}

/// What the unpackers' own words come down to.
fn damaged(_: io::Error) -> SourcesError {
    SourcesError::Damaged("it breaks off, or was changed on its way".to_owned())
}

#[cfg(test)]
mod tests;
