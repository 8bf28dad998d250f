//! The source files of one program, read from a folder that nobody vouches for.
//!
//! Only regular files `src/**/*.rs` count, and only up to fixed sizes. Nothing is followed,
//! nothing else is opened: a manifest, a build script or a `.cargo` folder that comes along is
//! named in [`Found::ignored`] and has no other effect.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;
use walkdir::WalkDir;

use crate::key::{Key, KeyBuilder};

/// Path relative to the program's folder, with `/` (such as `src/main.rs`), to content.
pub type Sources = BTreeMap<String, String>;

/// How many source files a program may have.
pub const MAX_FILES: usize = 64;
/// How many bytes one source file may have.
pub const MAX_FILE_BYTES: u64 = 1 << 20;
/// How many bytes all source files may have together.
pub const MAX_TOTAL_BYTES: u64 = 4 << 20;
/// How many folders deep below the program's folder a source file may lie, `src` included.
pub const MAX_DEPTH: usize = 8;
/// How many bytes the relative path of a source file may have.
pub const MAX_PATH_BYTES: usize = 200;
/// How many entries of `src` are looked at before giving up.
const MAX_ENTRIES: usize = 10_000;
/// How many ignored names are listed.
const MAX_IGNORED: usize = 50;

/// The content key of source files.
pub fn key(sources: &Sources) -> Key {
    sources
        .iter()
        .fold(KeyBuilder::new("sources"), |key, (path, text)| key.part(path, text))
        .finish()
}

/// What a folder holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What counts.
    pub sources: Sources,
    /// What does not, as relative paths; folders end in `/`, a long list ends in `…`.
    pub ignored: Vec<String>,
}

/// Why a folder holds no program.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// Nothing is there.
    #[error("there is no folder {}; hand in the folder that holds `{}`", .0.display(), .1)]
    NoFolder(PathBuf, &'static str),
    /// It is a file.
    #[error("{} is a file; hand in the folder that holds `{}`", .0.display(), .1)]
    NotAFolder(PathBuf, &'static str),
    /// It has no `src`.
    #[error("{} has no folder `src`; hand in the folder that holds `{}`", .0.display(), .1)]
    NoSrc(PathBuf, &'static str),
    /// A symbolic link, a pipe, a device: reading it would read something else.
    #[error("`{file}` is {what}; only ordinary files are read, so put the file itself there")]
    NotRegular {
        /// Relative path.
        file: String,
        /// What it is, as a noun phrase.
        what: &'static str,
    },
    /// The file in which the compiler begins is missing.
    #[error("there is no `{0}`; your code starts there, so that file has to exist")]
    NoRoot(&'static str),
    /// Its name is taken by a folder.
    #[error("`{0}` is a folder; it has to be the file where your code starts")]
    RootIsFolder(&'static str),
    /// More than a person writes.
    #[error("{0}")]
    TooLarge(String),
    /// The compiler would refuse it too, less clearly.
    #[error("`{file}` is not UTF-8 in line {line} (byte {offset}); save it as UTF-8")]
    NotUtf8 {
        /// Relative path.
        file: String,
        /// Line of the first bad byte, from 1.
        line: u32,
        /// Its offset in the file, from 0.
        offset: usize,
    },
    /// The machine failed, not the program.
    #[error("cannot read {}: {source}", .path.display())]
    Io {
        /// What could not be read.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Where the compiler begins to read a program.
pub const PROGRAM: &str = "src/main.rs";
/// Where it begins to read a library. As for cargo, whoever has this file is one.
pub const LIBRARY: &str = "src/lib.rs";

/// Reads the program in `dir`, of which `root` is the file that must be there: [`PROGRAM`] or
/// [`LIBRARY`].
///
/// # Errors
/// See [`SourcesError`]; the only one that blames the machine is [`SourcesError::Io`].
pub fn read(dir: &Path, root: &'static str) -> Result<Found, SourcesError> {
    let mut ignored = beside_src(dir, root)?;
    let mut sources = Sources::new();
    let mut total = 0;
    // One folder deeper than allowed, so that a file that lies too deep is seen and said.
    let src = WalkDir::new(dir.join("src")).max_depth(MAX_DEPTH + 1).sort_by_file_name();
    for (seen, entry) in src.into_iter().enumerate() {
        if seen > MAX_ENTRIES {
            return Err(SourcesError::TooLarge(format!("`src` has over {MAX_ENTRIES} entries")));
        }
        let entry = entry.map_err(|error| walk_error(dir, error))?;
        let file = relative(dir, entry.path());
        let is_rust = file.ends_with(".rs");
        if entry.file_type().is_dir() {
            if file == root {
                return Err(SourcesError::RootIsFolder(root));
            }
        } else if !is_rust || entry.path().to_str().is_none() {
            note(&mut ignored, file);
        } else if !entry.file_type().is_file() {
            let what = if entry.path_is_symlink() { "a symbolic link" } else { "a special file" };
            return Err(SourcesError::NotRegular { file, what });
        } else {
            within_limits(&file, entry.depth(), sources.len())?;
            let text = text(entry.path(), &file)?;
            total += text.len() as u64;
            if total > MAX_TOTAL_BYTES {
                let mib = MAX_TOTAL_BYTES >> 20;
                return Err(SourcesError::TooLarge(format!(
                    "the files under `src` have over {mib} MiB together"
                )));
            }
            sources.insert(file, text);
        }
    }
    if !sources.contains_key(root) {
        return Err(SourcesError::NoRoot(root));
    }
    Ok(Found { sources, ignored })
}

/// Checks that `dir` is a folder with a `src`, and names what else lies there.
fn beside_src(dir: &Path, root: &'static str) -> Result<Vec<String>, SourcesError> {
    let io = |source| SourcesError::Io { path: dir.to_owned(), source };
    match fs::metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(SourcesError::NoFolder(dir.to_owned(), root));
        }
        Err(error) => return Err(io(error)),
        Ok(metadata) if !metadata.is_dir() => {
            return Err(SourcesError::NotAFolder(dir.to_owned(), root));
        }
        Ok(_) => {}
    }
    match fs::symlink_metadata(dir.join("src")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(SourcesError::NoSrc(dir.to_owned(), root));
        }
        Err(error) => return Err(io(error)),
        Ok(metadata) if metadata.is_symlink() => {
            return Err(SourcesError::NotRegular { file: "src".into(), what: "a symbolic link" });
        }
        Ok(metadata) if !metadata.is_dir() => {
            return Err(SourcesError::NoSrc(dir.to_owned(), root));
        }
        Ok(_) => {}
    }
    let mut ignored = Vec::new();
    for entry in WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| walk_error(dir, error))?;
        let slash = if entry.file_type().is_dir() { "/" } else { "" };
        let name = format!("{}{slash}", relative(dir, entry.path()));
        if name != "src/" {
            note(&mut ignored, name);
        }
    }
    Ok(ignored)
}

fn within_limits(file: &str, depth: usize, files: usize) -> Result<(), SourcesError> {
    let problem = if files == MAX_FILES {
        format!("there are over {MAX_FILES} files under `src`")
    } else if depth > MAX_DEPTH {
        format!("`{file}` lies over {MAX_DEPTH} folders deep")
    } else if file.len() > MAX_PATH_BYTES {
        format!("the path of `{file}` has over {MAX_PATH_BYTES} bytes")
    } else {
        return Ok(());
    };
    Err(SourcesError::TooLarge(problem))
}

/// Reads one file that has just been seen to be a regular one.
fn text(path: &Path, file: &str) -> Result<String, SourcesError> {
    let io = |source| SourcesError::Io { path: path.to_owned(), source };
    let opened = File::open(path).map_err(io)?;
    let mut bytes = Vec::new();
    opened.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let mib = MAX_FILE_BYTES >> 20;
        return Err(SourcesError::TooLarge(format!("`{file}` has over {mib} MiB")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..offset];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u32;
        SourcesError::NotUtf8 { file: file.to_owned(), line, offset }
    })
}

fn relative(dir: &Path, path: &Path) -> String {
    let path = path.strip_prefix(dir).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn note(ignored: &mut Vec<String>, name: String) {
    match ignored.len() {
        0..MAX_IGNORED => ignored.push(name),
        MAX_IGNORED => ignored.push("…".into()),
        _ => {}
    }
}

fn walk_error(dir: &Path, error: walkdir::Error) -> SourcesError {
    let path = error.path().unwrap_or(dir).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| io::Error::other("a circle of folders"));
    SourcesError::Io { path, source }
}
