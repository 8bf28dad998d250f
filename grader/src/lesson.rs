//! The generated blocks of a lesson: a transcript of the reference, and the three hints.
//!
//! ```text
//! <!-- generated: transcript "the defaults" -->
//! <!-- /generated -->
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::course::{CourseError, Exercise};
use crate::render::runs::{self, Step};
use crate::transcript::Transcript;
use crate::words;

const BEGIN: &str = "<!-- generated: ";
const BEGIN_END: &str = " -->";
const END: &str = "<!-- /generated -->";

/// Why a lesson cannot be brought up to date.
#[derive(Debug, Error)]
pub enum LessonError {
    /// A lesson cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The lesson.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A block is not closed, or asks for something that is not there.
    #[error("{}:{line}: {what}", path.display())]
    Block {
        /// The lesson.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A transcript is missing.
    #[error(transparent)]
    Course(#[from] CourseError),
}

/// Reads a lesson.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<String, LessonError> {
    fs::read_to_string(path).map_err(|source| LessonError::Io { path: path.to_owned(), source })
}

/// Writes a lesson.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), LessonError> {
    fs::write(path, text).map_err(|source| LessonError::Io { path: path.to_owned(), source })
}

/// The lesson with all its blocks filled.
///
/// # Errors
/// When a block is not closed or asks for something that is not there.
pub fn filled(text: &str, exercise: &Exercise) -> Result<String, LessonError> {
    let wrong = |line: usize, what: String| LessonError::Block {
        path: exercise.dir.join("README.md"),
        line,
        what,
    };
    let mut out = String::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        out += line;
        out += "\n";
        let what = line.trim().strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(BEGIN_END));
        let Some(what) = what else { continue };
        if !lines.any(|(_, line)| line.trim() == END) {
            return Err(wrong(index + 1, format!("the block is not closed by `{END}`")));
        }
        out += &match what.split_once(' ') {
            _ if what == "hints" => hints(exercise),
            Some(("transcript", name)) => {
                let name = name.trim_matches('"');
                let run = exercise.toml.runs.iter().find(|run| run.name == name);
                let run = run
                    .ok_or_else(|| wrong(index + 1, format!("there is no public run `{name}`")))?;
                transcript(&exercise.expected(run)?)
            }
            _ => return Err(wrong(index + 1, format!("nothing is generated for `{what}`"))),
        };
        out += END;
        out += "\n";
    }
    Ok(out)
}

fn hints(exercise: &Exercise) -> String {
    const STEPS: [&str; 3] = ["where to look", "which tool", "nearly the line"];
    let mut out = String::new();
    for (number, (step, hint)) in (1..).zip(STEPS.iter().zip(&exercise.toml.hints)) {
        out += &format!(
            "\n<details><summary>Hint {number}: {step}</summary>\n\n{hint}\n\n</details>\n"
        );
    }
    out + "\n"
}

/// A transcript as a lesson shows it: seconds and text, numbers in a row drawn together.
fn transcript(transcript: &Transcript) -> String {
    let mut rows: Vec<(u64, &str, &str, usize)> = Vec::new();
    for line in transcript.stdout() {
        let (at, text) = (line.at_ms, line.text.as_str());
        let follows = |last: &str| runs::step(last, text) == Some(Step::Next);
        match rows.last_mut() {
            Some((last_at, _, last, count)) if *last_at == at && follows(last) => {
                (*last, *count) = (text, *count + 1);
            }
            _ => rows.push((at, text, text, 1)),
        }
    }
    let end = words::time(transcript.ended_at_ms);
    let times: Vec<String> = rows.iter().map(|row| words::time(row.0)).collect();
    let width = times.iter().map(String::len).max().unwrap_or(0).max(end.len());
    let mut out = String::from("\n```text\n");
    for (time, (_, first, last, count)) in times.iter().zip(&rows) {
        out += &format!("{time:>width$}  {}\n", runs::named(first, last, *count));
    }
    for (name, content) in &transcript.files {
        out += &format!("{:>width$}  file {name}: {content}\n", "");
    }
    out + &format!("{end:>width$}  (ended)\n```\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let parsed = Transcript::parse(text).expect("a transcript");
        assert_eq!(transcript(&parsed), format!("\n```text\n{expected}```\n\n"));
    }

    #[test]
    fn numbers_at_one_instant_are_drawn_together() {
        check(
            "0  1\n0  2\n0  nap\n8000  3\n8000  4\n8250  (ended)\n",
            "   0 s  1 .. 2\n   0 s  nap\n   8 s  3 .. 4\n8.25 s  (ended)\n",
        );
    }
}
