//! Names that a student has chosen: every reader has to take them for the same.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::SourcesError;
use model::clean::{self, clean};

/// Columns of a name in a message.
const WIDEST: usize = 200;

/// A name as it may stand in a message.
pub(crate) fn shown(name: &str) -> String {
    clean(name, WIDEST)
}

/// How many names of what does not count are listed.
pub(super) const MOST_LISTED: usize = 50;
/// What stands for more of them.
pub(super) const AND_MORE: &str = "…";

/// As many of the names as are listed, and what stands for the rest.
pub(crate) fn listed(mut names: Vec<String>) -> Vec<String> {
    if names.len() > MOST_LISTED {
        names.truncate(MOST_LISTED);
        names.push(AND_MORE.to_owned());
    }
    names
}

/// The last part of a path, as it may stand in a message.
pub(super) fn of(path: &Path) -> String {
    shown(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// Refuses a path with a letter that cannot be seen: it moves the cursor, turns the reading
/// direction, ends the name for C, or makes two names look like one.
///
/// # Errors
/// [`SourcesError::Name`].
pub(super) fn check(path: &str) -> Result<(), SourcesError> {
    if path.chars().all(clean::can_be_seen) {
        return Ok(());
    }
    Err(SourcesError::Name(format!(
        "the name `{}` has a character that nobody can see; give that file a plain name",
        shown(path)
    )))
}

/// True for what editors and systems put beside a file, such as `.#main.rs` or `._main.rs`:
/// its author does not know of it.
pub(super) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// The files that count so far, and the folders above them.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<String, (String, Kind)>);

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    File,
    Folder,
}

impl Taken {
    /// Adds a file with the folders above it.
    ///
    /// # Errors
    /// [`SourcesError::Name`] when a system that does not tell upper from lower case would take
    /// two names for one, or a name stands for two things.
    pub(super) fn file(&mut self, path: &str) -> Result<(), SourcesError> {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.map(str::to_owned).try_for_each(|folder| self.folder(&folder))?;
        self.add(path, Kind::File)
    }

    /// Adds a folder.
    ///
    /// # Errors
    /// As [`Taken::file`].
    pub(super) fn folder(&mut self, path: &str) -> Result<(), SourcesError> {
        self.add(path, Kind::Folder)
    }

    /// True when there is a folder of this name.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        let other = self.0.get(&path.to_lowercase());
        other.is_some_and(|(other, kind)| other == path && *kind == Kind::Folder)
    }

    fn add(&mut self, path: &str, kind: Kind) -> Result<(), SourcesError> {
        let Some((taken, as_what)) = self.0.get(&path.to_lowercase()) else {
            self.0.insert(path.to_lowercase(), (path.to_owned(), kind));
            return Ok(());
        };
        let first = shown(taken);
        let problem = match (taken == path, as_what, kind) {
            (true, Kind::Folder, Kind::Folder) => return Ok(()),
            (true, Kind::File, Kind::File) => format!("`{first}` is there twice"),
            (true, ..) => format!("`{first}` is both a file and a folder"),
            (false, ..) => return Err(differ_in_case(taken, path)),
        };
        Err(SourcesError::Name(problem))
    }
}

/// Two names that some systems take for one.
pub(super) fn differ_in_case(one: &str, other: &str) -> SourcesError {
    let plain = |name: &str| shown(name.trim_end_matches('/'));
    SourcesError::Name(format!(
        "`{}` and `{}` differ only in the case of letters; rename one of them",
        plain(one),
        plain(other)
    ))
}
