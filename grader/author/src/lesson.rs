//! The generated blocks of the lessons: a transcript of the reference, and the three hints. Pages
//! over all exercises may show the map of the course, the words of all lessons, and a transcript of
//! any exercise.
//!
//! ```text
//! <!-- generated: transcript "the defaults" -->           in a lesson
//! <!-- generated: transcript go-async "the defaults" -->  in a page over all
//! <!-- /generated -->
//! ```

mod glossary;
mod map;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use model::fault::{Blame, Fault};

use course::{Course, CourseError, Exercise};
use model::transcript::Transcript;
use model::words;
use render::runs::{self, Step};

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

/// The lesson of an exercise with all its blocks filled.
///
/// # Errors
/// When a block is not closed or asks for something that is not there.
pub fn filled(text: &str, exercise: &Exercise) -> Result<String, LessonError> {
    fill(text, &exercise.dir.join("README.md"), |what| match what.split_once(' ') {
        _ if what == "hints" => Ok(hints(exercise)),
        Some(("transcript", name)) => transcript_of(exercise, name),
        _ => Err(NotThere::Block(format!("nothing is generated for `{what}`"))),
    })
}

/// What a run of an exercise is to write; its name stands between quotes.
fn transcript_of(exercise: &Exercise, name: &str) -> Result<String, NotThere> {
    let name = name.trim_matches('"');
    let run = exercise.toml.runs.iter().find(|run| run.name == name);
    let run = run.ok_or_else(|| NotThere::Block(format!("there is no public run `{name}`")))?;
    Ok(transcript(&exercise.expected(run)?))
}

/// A page over all exercises with its blocks filled.
///
/// # Errors
/// When a block is not closed or asks for something that is not there.
pub fn filled_page(text: &str, path: &Path, course: &Course) -> Result<String, LessonError> {
    let exercises = &course.exercises;
    fill(text, path, |what| match what.split_once(' ') {
        _ if what == "map" => Ok(map::map(exercises)),
        _ if what == "words" => glossary::words(exercises).map_err(NotThere::Block),
        Some(("transcript", rest)) => {
            let (slug, name) = rest.split_once(' ').unwrap_or((rest, ""));
            let exercise = exercises.iter().find(|exercise| exercise.slug == slug);
            let missing = || NotThere::Block(format!("there is no exercise `{slug}`"));
            transcript_of(exercise.ok_or_else(missing)?, name)
        }
        _ => Err(NotThere::Block(format!("nothing is generated for `{what}`"))),
    })
}

/// The pages over all exercises: the one beside them, and those in `docs` that have a block.
///
/// # Errors
/// When one cannot be read.
pub fn pages(course: &Course) -> Result<Vec<(PathBuf, String)>, LessonError> {
    let mut found = Vec::new();
    // A course need not have any.
    let map = course.root.join("exercises").join("README.md");
    if map.exists() {
        found.push((map.clone(), read(&map)?));
    }
    let mut docs: Vec<PathBuf> = fs::read_dir(course.root.join("docs"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    docs.sort();
    for path in docs {
        let text = read(&path)?;
        if text.lines().any(|line| line.starts_with(BEGIN)) {
            found.push((path, text));
        }
    }
    Ok(found)
}

/// The run whose transcript a line of a lesson asks for.
pub(crate) fn run_asked_for(line: &str) -> Option<&str> {
    let what = line.trim().strip_prefix(BEGIN)?.strip_suffix(BEGIN_END)?;
    Some(what.strip_prefix("transcript ")?.trim_matches('"'))
}

/// Why a block cannot be filled.
enum NotThere {
    Block(String),
    Course(CourseError),
}

impl From<CourseError> for NotThere {
    fn from(error: CourseError) -> NotThere {
        NotThere::Course(error)
    }
}

/// The text of the page at `path` with each block's content replaced.
fn fill(
    text: &str,
    path: &Path,
    content: impl Fn(&str) -> Result<String, NotThere>,
) -> Result<String, LessonError> {
    let wrong = |line: usize, what| LessonError::Block { path: path.to_owned(), line, what };
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
        out += &content(what).map_err(|error| match error {
            NotThere::Block(what) => wrong(index + 1, what),
            NotThere::Course(error) => error.into(),
        })?;
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
    out + "\nTo keep open: [which tool when](../../docs/which-when.md), a [cheat sheet](../../docs/cheat-sheet.md), and all the [words](../../docs/words.md).\n\n"
}

/// A transcript as a lesson shows it, in a block: seconds and text, numbers in a row drawn together.
pub fn transcript(transcript: &Transcript) -> String {
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

impl Blame for LessonError {
    fn fault(&self) -> Fault {
        match self {
            LessonError::Io { .. } => Fault::Ours,
            LessonError::Block { .. } => Fault::Author,
            LessonError::Course(error) => error.fault(),
        }
    }
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
