//! Which small changes there are to a program, and the program with one of them made.
//!
//! cargo-mutants names them; it neither builds nor runs anything here.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use thiserror::Error;

use course::sources::Sources;
use course::store::{Store, StoreError};
use engine::build;

/// A manifest for sources that are no package.
const MANIFEST: &str =
    "[package]\nname = \"reference\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
/// What cargo says of a command that is not installed.
const NO_SUCH_COMMAND: &str = "no such command";

/// Why no mutants could be listed.
#[derive(Debug, Error)]
pub enum ListingError {
    /// The tool is not there.
    #[error(
        "`verify --mutants` needs cargo-mutants, which is not installed; get it with \
         `cargo install cargo-mutants --locked`, which takes some minutes"
    )]
    NotInstalled,
    /// The tool said something else than a list.
    #[error("cargo-mutants gave no list of mutants that can be read: {said}")]
    Unreadable {
        /// What it said.
        said: String,
    },
    /// Cargo could not be started.
    #[error("cannot call {}: {source}", .cargo.display())]
    Cargo {
        /// Which cargo.
        cargo: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no place for the sources.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A place in a file; lines and columns from 1, columns counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// What is replaced: from the first place up to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
struct Span {
    start: Place,
    end: Place,
}

/// One change, as cargo-mutants lists it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Mutant {
    name: String,
    /// The changed file, as [`Sources`] call it.
    pub(super) file: String,
    span: Span,
    replacement: String,
}

impl Mutant {
    /// Where it is.
    pub(super) fn place(&self) -> Place {
        self.span.start
    }

    /// What is changed, without where: `replace < with <= in nap`.
    pub(super) fn change(&self) -> &str {
        let Place { line, column } = self.place();
        let place = format!("{}:{line}:{column}: ", self.file);
        self.name.strip_prefix(&place).unwrap_or(&self.name)
    }

    /// The line in which the change begins, without the spaces around it.
    pub(super) fn line<'a>(&self, sources: &'a Sources) -> &'a str {
        let text = sources.get(&self.file).map_or("", String::as_str);
        text.lines().nth(self.place().line - 1).unwrap_or_default().trim()
    }

    /// The sources with the change made; `None` when it lies nowhere in them.
    pub(super) fn of(&self, sources: &Sources) -> Option<Sources> {
        let text = sources.get(&self.file)?;
        let (start, end) = (offset(text, self.span.start)?, offset(text, self.span.end)?);
        let (before, after) = (text.get(..start)?, text.get(end..)?);
        let mut changed = sources.clone();
        changed.insert(self.file.clone(), format!("{before}{}{after}", self.replacement));
        Some(changed)
    }
}

/// All mutants of these sources, in the order of the files and lines.
pub(super) fn list(
    sources: &Sources,
    cargo: &Path,
    store: &Store,
) -> Result<Vec<Mutant>, ListingError> {
    let package = store.scratch()?;
    let mut files = sources.clone();
    files.insert("Cargo.toml".into(), MANIFEST.into());
    build::lay_out(package.path(), &files)
        .map_err(|source| StoreError::new(package.path(), source))?;
    let mut command = Command::new(cargo);
    command.args(["mutants", "--list", "--json", "--no-config", "--dir"]).arg(package.path());
    let output = build::output(command);
    let output = output.map_err(|source| ListingError::Cargo { cargo: cargo.into(), source })?;
    let said = String::from_utf8_lossy(&output.stderr);
    match read(&String::from_utf8_lossy(&output.stdout)) {
        Ok(mutants) if output.status.success() => Ok(mutants),
        _ if said.contains(NO_SUCH_COMMAND) => Err(ListingError::NotInstalled),
        Ok(_) => Err(ListingError::Unreadable { said: said.trim().into() }),
        Err(error) => Err(ListingError::Unreadable { said: format!("{error}\n{}", said.trim()) }),
    }
}

fn read(list: &str) -> Result<Vec<Mutant>, serde_json::Error> {
    let mut mutants: Vec<Mutant> = serde_json::from_str(list)?;
    mutants.sort_by(|a, b| (&a.file, a.place()).cmp(&(&b.file, b.place())));
    Ok(mutants)
}

/// The byte at which a place begins.
fn offset(text: &str, place: Place) -> Option<usize> {
    let (above, beside) = (place.line.checked_sub(1)?, place.column.checked_sub(1)?);
    let line = text.split_inclusive('\n').nth(above)?;
    let begins: usize = text.split_inclusive('\n').take(above).map(str::len).sum();
    let mut columns = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    Some(begins + columns.nth(beside)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    /// What cargo-mutants 27.1 says of [`SOURCE`].
    const LIST: &str = include_str!("list.json");
    const SOURCE: &str = include_str!("list.rs.txt");

    fn sources() -> Sources {
        Sources::from([("src/main.rs".into(), SOURCE.into())])
    }

    #[test]
    fn a_list_is_read_in_the_order_of_the_lines() {
        let sources = sources();
        let said = read(LIST).unwrap().into_iter().map(|mutant| {
            let Place { line, column } = mutant.place();
            format!("{line}:{column} {} | {}\n", mutant.change(), mutant.line(&sources))
        });
        insta::assert_snapshot!(said.collect::<String>());
    }

    #[test]
    fn each_change_is_made_where_it_belongs() {
        let sources = sources();
        let changed = read(LIST).unwrap().into_iter().map(|mutant| {
            let mutated = mutant.of(&sources).unwrap();
            let lines = mutated["src/main.rs"].lines();
            let new = lines.filter(|line| !SOURCE.lines().any(|old| old == *line));
            format!("{}\n{}\n\n", mutant.change(), new.collect::<Vec<_>>().join("\n"))
        });
        insta::assert_snapshot!(changed.collect::<String>());
    }

    #[test]
    fn a_change_that_lies_nowhere_is_none() {
        let mut mutant = read(LIST).unwrap().remove(0);
        mutant.span.end = Place { line: 99, column: 1 };
        assert_eq!(mutant.of(&sources()), None);
        mutant.file = "src/other.rs".into();
        assert_eq!(mutant.of(&sources()), None);
    }
}
