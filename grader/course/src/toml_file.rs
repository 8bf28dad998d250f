//! Reads a TOML file of the course, and says of a wrong one where it is wrong and what was meant.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::nesting::{TOO_DEEP, is_too_deep};

/// A TOML file that does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlError {
    /// The file.
    pub path: PathBuf,
    /// Line and column, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// What is wrong and what was expected.
    pub problem: String,
}

impl fmt::Display for TomlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some((line, column)) = self.at {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.problem)
    }
}

impl std::error::Error for TomlError {}

/// Reads `path`; `None` when there is no such file.
///
/// # Errors
/// A [`TomlError`] inside when the content is wrong, an [`io::Error`] when it cannot be read.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Option<Result<T, TomlError>>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(parse(path, &text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, TomlError> {
    if is_too_deep(text) {
        let (path, problem) = (path.to_owned(), TOO_DEEP.to_owned());
        return Err(TomlError { path, at: None, problem });
    }
    toml::from_str(text).map_err(|error| TomlError {
        path: path.to_owned(),
        at: error.span().map(|span| position(text, span.start)),
        problem: with_suggestion(error.message()),
    })
}

/// Line and column, from 1, columns counted in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&char| char != '\n').count() + 1;
    (line, column)
}

/// Adds the known key that looks most like an unknown one.
fn with_suggestion(message: &str) -> String {
    let message = message.trim_end().replace('\n', " ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    // Keys that are figures of a table are variants to serde.
    let is_unknown = ["unknown field", "unknown variant"].iter().any(|it| message.starts_with(it));
    let nearest = match (is_unknown, quoted.next()) {
        (true, Some(unknown)) => nearest(unknown, quoted).map(str::to_owned),
        _ => None,
    };
    match nearest {
        Some(nearest) => format!("{message}; did you mean `{nearest}`?"),
        None => message,
    }
}

/// The candidate that looks most like `asked`, if one looks like it at all.
pub(super) fn nearest<'a>(
    asked: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(asked, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::HiddenToml;

    fn check(text: &str, expected: &str) {
        let said = match parse::<HiddenToml>(Path::new("hidden.toml"), text) {
            Ok(hidden) => format!("{} runs", hidden.runs.len()),
            Err(error) => error.to_string(),
        };
        assert_eq!(said, expected);
    }

    /// All files of the course with this name.
    fn of_course(half: &str, name: &str) -> Vec<Vec<u8>> {
        let above = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(half);
        let folders = fs::read_dir(above).into_iter().flatten().flatten();
        folders.filter_map(|folder| fs::read(folder.path().join(name)).ok()).collect()
    }

    #[test]
    fn fuzz_what_a_course_asks() {
        use crate::manifest::ExerciseToml;
        let mut samples = of_course("exercises", "exercise.toml");
        samples.extend(of_course("solutions", "hidden.toml"));
        assert!(!samples.is_empty(), "the course is around");
        let words =
            ["[[run]]", "[draws]", "bounds = { ", "args = [", "\"\"\"", "\\u", "1e999", "= "];
        fuzz::fuzz("exercise.toml", &samples, &words, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let public = parse::<ExerciseToml>(Path::new("x"), &text);
            let hidden = parse::<HiddenToml>(Path::new("x"), &text);
            let what = |problem: String| problem.split('`').next().unwrap_or_default().to_owned();
            format!(
                "{:?} {:?}",
                public.map(|toml| toml.runs.len()).map_err(|error| what(error.problem)),
                hidden.map(|toml| toml.runs.len()).map_err(|error| what(error.problem)),
            )
        });
    }

    #[test]
    fn a_right_file_is_read() {
        check("[[run]]\nname = \"x\"\n", "1 runs");
    }

    #[test]
    fn a_mistyped_key_is_named_with_its_place_and_the_right_one() {
        check(
            "[draws]\ncount = 5\npionts = 1\n",
            "hidden.toml:3:1: unknown field `pionts`, expected one of `count`, `points`, \
             `schedules`, `bounds`, `features`; did you mean `points`?",
        );
    }

    #[test]
    fn a_mistyped_bound_is_named_with_the_right_one() {
        check(
            "[draws]\ncount = 5\npoints = 1\nbounds = { task = 4 }\n",
            "hidden.toml:4:12: unknown variant `task`, expected one of `wakeups`, `threads`, \
             `clock_reads`, `tasks`, `tasks_spawned`, `async_blocked_ms`, `longest_hold_ms`, \
             `calls_at_once`, `calls_given_up`, `calls_answered`; did you mean `tasks`?",
        );
        check("[draws]\ncount = 5\npoints = 1\nbounds = { longest_hold_ms = 0 }\n", "0 runs");
    }

    #[test]
    fn a_wrong_type_is_named_with_its_place() {
        check(
            "[draws]\ncount = \"five\"\npoints = 1\n",
            "hidden.toml:2:9: invalid type: string \"five\", expected u32",
        );
    }

    #[test]
    fn broken_syntax_is_named_with_its_place() {
        check("[draws\ncount = 5\n", "hidden.toml:1:7: unclosed table, expected `]`");
    }
}
