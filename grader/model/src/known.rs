//! The header of a known-wrong program: what it is called, and the one sentence it deserves.
//!
//! The header is the program's first `//!` comment:
//!
//! ```text
//! //! # Spawning is waiting
//! //!
//! //! You spawn the nap and then wait for it at once; await the handles after the loop.
//! //!
//! //! - source: `spawn(*).await`
//! //! - finding: `unused_must_use`
//! //! - same as: `await-in-the-loop`
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A complete program whose behaviour is a known mistake, or a right one that deserves a remark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownProgram {
    /// The file's name without `.rs`.
    pub name: String,
    /// The misconception, in a few words.
    pub title: String,
    /// What the student reads; `{placeholders}` are filled from the student's own run.
    pub sentence: String,
    /// Patterns that a submission's source must all hold to be this mistake rather than another
    /// with the same transcript.
    #[serde(default)]
    pub source: Vec<String>,
    /// Patterns that it must not hold.
    #[serde(default)]
    pub source_not: Vec<String>,
    /// Lints of the compiler or of clippy that must all have a finding in the submission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finding: Vec<String>,
    /// Names of programs that may have the same transcript on every run.
    #[serde(default)]
    pub same_as: Vec<String>,
    /// Names of the only runs in which it differs from the reference; empty means any.
    #[serde(default)]
    pub seen_in: Vec<String>,
    /// What it consists of. No header says it: it is found in the program itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

/// What a mistake consists of: traits of its source, in the words of `judge`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// What its program has.
    pub has: BTreeSet<String>,
    /// What its program lacks.
    pub lacks: BTreeSet<String>,
}

/// Why a header cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HeaderError {
    /// There is no `//! # Title`.
    #[error("{}:{line}: no title: begin the file with `//! # ` and the misconception in a few words", path.display())]
    MissingTitle {
        /// The program.
        path: PathBuf,
        /// Where the title should be.
        line: usize,
    },
    /// There is no sentence for the student.
    #[error("{}:{line}: no sentence: below the title, write the one sentence that the student reads", path.display())]
    MissingSentence {
        /// The program.
        path: PathBuf,
        /// Where the sentence should be.
        line: usize,
    },
    /// There is text after the paragraph that the student reads.
    #[error("{}:{line}: a second paragraph: the student reads one; join it to the first or leave it out", path.display())]
    SecondParagraph {
        /// The program.
        path: PathBuf,
        /// Where the second paragraph starts.
        line: usize,
    },
    /// A bullet has a key that means nothing.
    #[error("{}:{line}: unknown bullet `{key}`: use `source`, `source not`, `finding`, `same as` or `seen in`", path.display())]
    UnknownBullet {
        /// The program.
        path: PathBuf,
        /// Where the bullet is.
        line: usize,
        /// Its key.
        key: String,
    },
    /// A bullet has no value.
    #[error("{}:{line}: the bullet `{key}` has no value: write it in backticks after the colon", path.display())]
    EmptyBullet {
        /// The program.
        path: PathBuf,
        /// Where the bullet is.
        line: usize,
        /// Its key.
        key: String,
    },
}

impl KnownProgram {
    /// Reads the header of a known-wrong program. `path` names it and stands in messages.
    ///
    /// # Errors
    /// When it has no title or no sentence, or says something that means nothing.
    pub fn parse(path: &Path, text: &str) -> Result<KnownProgram, HeaderError> {
        let header = header(text);
        let title_line = header.first().map_or(1, |first| first.number);
        let mut rest = header.into_iter().skip_while(|line| line.text.is_empty()).peekable();
        let title = rest.next().and_then(|line| line.text.strip_prefix("# ")).unwrap_or_default();
        if title.trim().is_empty() {
            return Err(HeaderError::MissingTitle { path: path.to_owned(), line: title_line });
        }
        let mut program = KnownProgram {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            title: title.trim().to_owned(),
            ..KnownProgram::default()
        };
        let mut paragraph_is_over = false;
        while let Some(line) = rest.next() {
            if line.text.is_empty() {
                paragraph_is_over |= !program.sentence.is_empty();
            } else if let Some(bullet) = line.text.strip_prefix("- ") {
                paragraph_is_over = true;
                let mut bullet = bullet.to_owned();
                while let Some(more) = rest.next_if(|next| next.text.starts_with("  ")) {
                    bullet.push(' ');
                    bullet.push_str(more.text.trim());
                }
                program.take_bullet(path, line.number, &bullet)?;
            } else if paragraph_is_over {
                return Err(HeaderError::SecondParagraph {
                    path: path.to_owned(),
                    line: line.number,
                });
            } else {
                if !program.sentence.is_empty() {
                    program.sentence.push(' ');
                }
                program.sentence.push_str(line.text.trim());
            }
        }
        if program.sentence.is_empty() {
            let line = title_line + 1;
            return Err(HeaderError::MissingSentence { path: path.to_owned(), line });
        }
        Ok(program)
    }

    /// Reads the header of a right program, if it has one: a `//!` comment that begins with a
    /// title. Its sentence is then a remark for accepted submissions.
    ///
    /// # Errors
    /// As for [`KnownProgram::parse`].
    pub fn parse_remark(path: &Path, text: &str) -> Result<Option<KnownProgram>, HeaderError> {
        let has_title = header(text)
            .iter()
            .find(|line| !line.text.is_empty())
            .is_some_and(|line| line.text.starts_with("# "));
        if has_title { KnownProgram::parse(path, text).map(Some) } else { Ok(None) }
    }

    fn take_bullet(&mut self, path: &Path, line: usize, bullet: &str) -> Result<(), HeaderError> {
        let (key, value) = bullet.split_once(':').unwrap_or((bullet, ""));
        let key = key.trim();
        let values = match key {
            "source" => &mut self.source,
            "source not" => &mut self.source_not,
            "finding" => &mut self.finding,
            "same as" => &mut self.same_as,
            "seen in" => &mut self.seen_in,
            _ => {
                let (path, key) = (path.to_owned(), key.to_owned());
                return Err(HeaderError::UnknownBullet { path, line, key });
            }
        };
        let value = value.trim();
        let value = value.strip_prefix('`').and_then(|v| v.strip_suffix('`')).unwrap_or(value);
        if value.trim().is_empty() {
            let (path, key) = (path.to_owned(), key.to_owned());
            return Err(HeaderError::EmptyBullet { path, line, key });
        }
        // Several names may share a bullet: `one`, `two`.
        values.extend(value.split("`, `").map(str::to_owned));
        Ok(())
    }
}

/// A line of the header, without `//! `.
struct HeaderLine<'a> {
    /// In the file, from 1.
    number: usize,
    text: &'a str,
}

/// The first block of `//!` lines.
fn header(text: &str) -> Vec<HeaderLine<'_>> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    let block = numbered
        .skip_while(|(_, line)| !line.starts_with("//!"))
        .map_while(|(number, line)| line.strip_prefix("//!").map(|text| (number, text)));
    block
        .map(|(number, text)| HeaderLine { number, text: text.strip_prefix(' ').unwrap_or(text) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::KnownProgram;
    use std::path::Path;

    fn parse(text: &str) -> Result<KnownProgram, String> {
        let path = Path::new("wrong/sleep-first.rs");
        KnownProgram::parse(path, text).map_err(|error| error.to_string())
    }

    fn check_refused(text: &str, expected: &str) {
        assert_eq!(parse(text).expect_err(text), expected);
    }

    #[test]
    fn a_full_header_is_read_in_all_its_parts() {
        let program = parse(
            "//! # Order does not matter\n//!\n//! {line} should appear before its nap;\n\
             //! it appears after.\n//!\n//! - source: `sleep(*); println!`\n\
             //! - source not: `while`\n//! - finding: `unused_must_use`\n\
             //! - same as: `off-by-one`, `off-by-two`\n\
             //! - seen in: `somebody naps early`\n\nfn main() {}\n//! # Not a header\n",
        );
        let expected = KnownProgram {
            name: "sleep-first".to_owned(),
            title: "Order does not matter".to_owned(),
            sentence: "{line} should appear before its nap; it appears after.".to_owned(),
            source: vec!["sleep(*); println!".to_owned()],
            source_not: vec!["while".to_owned()],
            finding: vec!["unused_must_use".to_owned()],
            same_as: vec!["off-by-one".to_owned(), "off-by-two".to_owned()],
            seen_in: vec!["somebody naps early".to_owned()],
            ..KnownProgram::default()
        };
        assert_eq!(program, Ok(expected));
    }

    #[test]
    fn a_title_and_a_sentence_are_enough() {
        let program = parse("// A licence.\n\n//! # T\n//! S.\nfn main() {}").expect("a header");
        assert_eq!((program.title.as_str(), program.sentence.as_str()), ("T", "S."));
    }

    #[test]
    fn what_is_missing_is_named_with_its_line() {
        check_refused(
            "fn main() {}",
            "wrong/sleep-first.rs:1: no title: begin the file with `//! # ` and the \
             misconception in a few words",
        );
        check_refused(
            "\n//! Just words.",
            "wrong/sleep-first.rs:2: no title: begin the file with `//! # ` and the \
             misconception in a few words",
        );
        check_refused(
            "//! # T\n//!\n//! - source: `x`",
            "wrong/sleep-first.rs:2: no sentence: below the title, write the one sentence that \
             the student reads",
        );
    }

    #[test]
    fn what_is_too_much_is_named_with_its_line() {
        check_refused(
            "//! # T\n//!\n//! S.\n//!\n//! More.",
            "wrong/sleep-first.rs:5: a second paragraph: the student reads one; join it to the \
             first or leave it out",
        );
        check_refused(
            "//! # T\n//! S.\n//! - sauce: `x`",
            "wrong/sleep-first.rs:3: unknown bullet `sauce`: use `source`, `source not`, \
             `finding`, `same as` or `seen in`",
        );
        check_refused(
            "//! # T\n//! S.\n//! - source:",
            "wrong/sleep-first.rs:3: the bullet `source` has no value: write it in backticks \
             after the colon",
        );
    }

    #[test]
    fn a_right_program_needs_no_header() {
        let path = Path::new("also/joinset.rs");
        assert_eq!(KnownProgram::parse_remark(path, "//! A JoinSet does it too.\n"), Ok(None));
        let remark = KnownProgram::parse_remark(path, "//! # T\n//! S.\n").expect("a header");
        assert_eq!(remark.map(|program| program.sentence).as_deref(), Some("S."));
    }
}
