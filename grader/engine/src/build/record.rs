//! What each call of the compiler left behind, kept as it was.
//!
//! The store holds records rather than conclusions, so that a newer grader draws its own.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::diagnostics::{Diagnostic, Said};
use super::error::BuildError;
use super::refuse::{self, CompileErrors};
use super::rustc;
use super::workshop::Workshop;
use course::sources::Sources;

/// The records, beside the program.
const FILE: &str = "compiler.json";

/// One call of the compiler.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Record {
    /// The folder it worked in, which no message shall name.
    dir: String,
    code: Option<i32>,
    signal: Option<i32>,
    stderr: String,
    /// Its list of the files it read, if it came that far.
    files_read: Option<String>,
}

/// What a record means.
#[derive(Debug)]
pub(super) enum Outcome {
    /// There is a program.
    Program { warnings: Vec<Diagnostic> },
    /// There is none.
    Refused(CompileErrors),
}

/// Whose doing it is that there is no program, if there is none: what the first call that failed
/// means, else the remarks of all.
///
/// # Errors
/// When it is the machine's.
pub(super) fn judge(
    records: &[Record],
    workshop: &Workshop,
    sources: &Sources,
) -> Result<Outcome, BuildError> {
    let mut all = Vec::new();
    for record in records {
        match record.judge(workshop, sources)? {
            Outcome::Program { warnings } => all.extend(warnings),
            refused @ Outcome::Refused(_) => return Ok(refused),
        }
    }
    Ok(Outcome::Program { warnings: all })
}

impl Record {
    /// Takes down what the compiler left in `dir`.
    pub(super) fn take(
        dir: &Path,
        code: Option<i32>,
        signal: Option<i32>,
        stderr: &[u8],
    ) -> Record {
        Record {
            dir: dir.to_string_lossy().into_owned(),
            code,
            signal,
            stderr: String::from_utf8_lossy(stderr).into_owned(),
            files_read: fs::read_to_string(dir.join(rustc::FILES_READ)).ok(),
        }
    }

    /// True when the next call can be made.
    pub(super) fn succeeded(&self) -> bool {
        self.code == Some(0)
    }

    /// What was said, a JSON message a line, without the folder.
    pub(super) fn messages(&self) -> impl Iterator<Item = String> {
        let dir = format!("{}/", self.dir);
        self.stderr.lines().map(move |line| line.replace(&dir, ""))
    }

    /// Reads the records of an entry; `None` when they are damaged.
    pub(super) fn load(entry: &Path) -> Option<Vec<Record>> {
        serde_json::from_slice(&fs::read(entry.join(FILE)).ok()?).ok()
    }

    /// Writes the records into an entry to be.
    pub(super) fn save(records: &[Record], entry: &Path) -> io::Result<()> {
        fs::write(entry.join(FILE), serde_json::to_vec(records)?)
    }

    /// Whose doing it is that there is no program, if there is none.
    ///
    /// # Errors
    /// When it is the machine's.
    fn judge(&self, workshop: &Workshop, sources: &Sources) -> Result<Outcome, BuildError> {
        let is_own = |file: &str| sources.contains_key(&refuse::plain_path(file));
        let said = Said::read(&self.stderr, &self.dir, is_own);
        // Before anything that it said: what it read can be in its words.
        let makefile = self.files_read.as_deref().unwrap_or_default();
        let shown = said.foreign.iter().find(|file| workshop.is_foreign(file)).cloned();
        let read = files_read(makefile).find(|file| !is_own(file));
        let missed = said.missing.iter().find(|file| is_outside(file)).cloned();
        if let Some(file) = shown.or(read).or(missed) {
            return Ok(Outcome::Refused(refuse::reads_elsewhere(&file)));
        }
        if let Some(name) = surroundings_read(makefile).next() {
            return Ok(Outcome::Refused(refuse::reads_surroundings(name)));
        }
        if !self.succeeded() {
            let store = workshop.store().root();
            let errors = refuse::refusal(self.code, self.signal, &said, store)?;
            // What it read is not known, so what it said is not shown.
            let is_silenced = self.files_read.is_none() && sources.values().any(|it| may_quote(it));
            return Ok(Outcome::Refused(match errors.first {
                Some(_) if is_silenced => refuse::reads_unseen(),
                _ => errors,
            }));
        }
        if self.files_read.is_none() {
            return Err(BuildError::BrokeOff { said: "it did not say which files it read".into() });
        }
        Ok(Outcome::Program { warnings: said.warnings })
    }
}

/// True for a path that does not lead below `src`.
fn is_outside(file: &str) -> bool {
    !refuse::plain_path(file).starts_with("src/")
}

/// True for a program that may have put the text of a file into a message of its own. What it
/// includes as Rust, the compiler shows with the name of the file.
fn may_quote(text: &str) -> bool {
    ["include_str", "include_bytes"].iter().any(|word| text.contains(word))
}

/// The files that went into a program, `include_str!` and its like among them, out of the
/// compiler's makefile: below the rules, each stands alone as a rule without a recipe.
fn files_read(makefile: &str) -> impl Iterator<Item = String> {
    let files = makefile.lines().filter_map(|line| line.strip_suffix(':'));
    files.map(|file| file.replace("\\ ", " "))
}

/// The variables of its surroundings that went into a program, of those that are set, out of the
/// same makefile.
fn surroundings_read(makefile: &str) -> impl Iterator<Item = &str> {
    let lines = makefile.lines().filter_map(|line| line.strip_prefix("# env-dep:"));
    lines.filter_map(|line| line.split_once('=')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(makefile: &str, expected: &[&str]) {
        assert_eq!(files_read(makefile).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn every_file_that_was_read_is_found() {
        check(
            "out/program: src/main.rs src/a\\ b.rs\n\nsrc/main.rs:\nsrc/a\\ b.rs:\n",
            &["src/main.rs", "src/a b.rs"],
        );
        check("\nsrc/main.rs:\n/etc/passwd:\n\n# env-dep:HOME\n", &["src/main.rs", "/etc/passwd"]);
    }

    #[test]
    fn every_variable_that_was_there_is_found() {
        let makefile = "\nsrc/main.rs:\n\n# env-dep:HOME\n# env-dep:TMPDIR=out\n";
        assert_eq!(surroundings_read(makefile).collect::<Vec<_>>(), ["TMPDIR"]);
    }

    #[test]
    fn a_path_is_outside_by_where_it_leads() {
        let check = |file: &str, expected| assert_eq!(is_outside(file), expected, "{file}");
        check("src/plan.rs", false);
        check("src/../src/a/../plan.rs", false);
        check("src/../../x.rs", true);
        check("/etc/passwd", true);
        check("Cargo.toml", true);
    }
}
