//! What counts of the entries of a program's folder, wherever they come from, and the bounds on
//! it.

use super::error::SourcesError;
use super::name::{self, AND_MORE, MOST_LISTED, Taken};
use super::{Found, MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, MAX_PATH_BYTES, MAX_TOTAL_BYTES};
use super::{Sources, name::shown};

/// How many entries of `src` are looked at before giving up.
const MAX_ENTRIES: usize = 10_000;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device: which, as a noun phrase.
    Other(&'static str),
}

/// Takes entries one after another.
pub(super) struct Intake {
    root: &'static str,
    found: Found,
    taken: Taken,
    has_src: bool,
    /// A folder that some systems take for `src`.
    other_src: Option<String>,
    seen: usize,
    bytes: u64,
}

impl Intake {
    /// For a program in which `root` is the file that must be there.
    pub(super) fn new(root: &'static str) -> Intake {
        let found = Found { sources: Sources::new(), ignored: Vec::new() };
        let (taken, has_src) = (Taken::default(), false);
        Intake { root, found, taken, has_src, other_src: None, seen: 0, bytes: 0 }
    }

    /// Takes the entry at `path`, relative to the program's folder and with `/`. `content` is
    /// asked for only when it counts, for up to so many bytes.
    ///
    /// # Errors
    /// When no program may hold such an entry.
    pub(super) fn take(
        &mut self,
        path: &str,
        kind: Kind,
        content: impl FnOnce(u64) -> Result<Vec<u8>, SourcesError>,
    ) -> Result<(), SourcesError> {
        name::check(path)?;
        let Some(("src", _)) = path.split_once('/') else { return self.beside(path, kind) };
        self.has_src = true;
        self.seen += 1;
        if self.seen > MAX_ENTRIES {
            return Err(SourcesError::TooLarge(format!("`src` has over {MAX_ENTRIES} entries")));
        }
        match kind {
            // No module can lie in a file whose name is not ASCII, and two names that look alike
            // may be one elsewhere.
            _ if !path.is_ascii() => {
                self.ignore(path);
                Ok(())
            }
            Kind::Folder => self.taken.folder(path),
            _ if !path.ends_with(".rs") || name::is_hidden(path) => {
                self.ignore(path);
                Ok(())
            }
            Kind::Other(what) => Err(SourcesError::NotRegular { file: shown(path), what }),
            Kind::File => self.source(path, content),
        }
    }

    /// Lists an entry that has no effect.
    pub(super) fn ignore(&mut self, path: &str) {
        let (ignored, path) = (&mut self.found.ignored, shown(path));
        match ignored.len() {
            _ if ignored.contains(&path) => {}
            0..MOST_LISTED => ignored.push(path),
            MOST_LISTED => ignored.push(AND_MORE.into()),
            _ => {}
        }
    }

    /// What was found.
    ///
    /// # Errors
    /// When the file in which the compiler begins is missing.
    pub(super) fn finish(self) -> Result<Found, SourcesError> {
        if let Some(other) = self.other_src.as_deref().filter(|_| self.has_src) {
            return Err(name::differ_in_case("src", other));
        }
        if !self.found.sources.contains_key(self.root) {
            if self.taken.has_folder(self.root) {
                return Err(SourcesError::RootIsFolder(self.root));
            }
            return Err(SourcesError::NoRoot { root: self.root, found: self.names() });
        }
        Ok(self.found)
    }

    /// Everything that is there, whether it counts or not.
    fn names(self) -> Vec<String> {
        let sources = self.found.sources.into_keys();
        let mut names: Vec<String> = sources.chain(self.found.ignored).collect();
        if self.has_src && !names.iter().any(|name| name.starts_with("src/")) {
            names.push("src/".to_owned());
        }
        names.sort();
        name::listed(names)
    }

    /// An entry that is not below `src`: of a folder beside it, its name is enough.
    fn beside(&mut self, path: &str, kind: Kind) -> Result<(), SourcesError> {
        let first = path.split('/').next().unwrap_or(path);
        if first.eq_ignore_ascii_case("src") && first != "src" {
            self.other_src = Some(first.to_owned());
        }
        match (path.split_once('/'), kind) {
            (Some((folder, _)), _) => self.ignore(&format!("{folder}/")),
            (None, Kind::Folder) if path == "src" => self.has_src = true,
            (None, Kind::Other(what)) if path == "src" => {
                return Err(SourcesError::NotRegular { file: path.to_owned(), what });
            }
            (None, Kind::Folder) => self.ignore(&format!("{path}/")),
            (None, _) => self.ignore(path),
        }
        Ok(())
    }

    fn source(
        &mut self,
        path: &str,
        content: impl FnOnce(u64) -> Result<Vec<u8>, SourcesError>,
    ) -> Result<(), SourcesError> {
        let too_large = |problem| Err(SourcesError::TooLarge(problem));
        let file = shown(path);
        if self.found.sources.len() == MAX_FILES {
            return too_large(format!("there are over {MAX_FILES} files under `src`"));
        }
        if path.matches('/').count() > MAX_DEPTH {
            return too_large(format!("`{file}` lies over {MAX_DEPTH} folders deep"));
        }
        if path.len() > MAX_PATH_BYTES {
            return too_large(format!("the path of `{file}` has over {MAX_PATH_BYTES} bytes"));
        }
        self.taken.file(path)?;
        let bytes = content(MAX_FILE_BYTES + 1)?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return too_large(format!("`{file}` has over {} MiB", MAX_FILE_BYTES >> 20));
        }
        self.bytes += bytes.len() as u64;
        if self.bytes > MAX_TOTAL_BYTES {
            let mib = MAX_TOTAL_BYTES >> 20;
            return too_large(format!("the files under `src` have over {mib} MiB together"));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..offset];
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u32;
            SourcesError::NotUtf8 { file, line, offset }
        })?;
        self.found.sources.insert(path.to_owned(), text);
        Ok(())
    }
}
