//! Searches a copy for what students must not see: pieces of a solution, a hidden run, a hidden
//! transcript.

use std::fmt;
use std::path::{Path, PathBuf};

use super::hidden::{Hidden, Place};
use super::{Contents, ReleaseError, read};
use crate::letters::Letters;
use course::Course;

/// Something hidden, and where it would be seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The file that students must not see.
    pub hidden: PathBuf,
    /// The file in the copy that shows it.
    pub shown: PathBuf,
    /// Line of the first, from 1.
    pub line: u32,
    /// Line of the other, from 1.
    pub shown_line: u32,
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Leak { hidden, shown, line, shown_line } = self;
        write!(f, "{}:{line} is in {}:{shown_line}", hidden.display(), shown.display())
    }
}

/// Everything of the course's `solutions` that the copy in `out` shows.
///
/// # Errors
/// When a file cannot be read, or is no text that could be searched.
pub fn leaks(course: &Course, out: &Path, contents: &Contents) -> Result<Vec<Leak>, ReleaseError> {
    let hidden = Hidden::of(course, &contents.files)?;
    let mut found = Vec::new();
    for shown in &contents.files {
        let letters = Letters::of(&read(&out.join(shown))?, |_| true);
        for (at, (hidden, line)) in found_in(&letters, &hidden) {
            let (hidden, shown) = (hidden.clone(), shown.clone());
            found.push(Leak { hidden, shown, line: *line, shown_line: letters.line(at) });
        }
    }
    found.sort();
    // The first piece says enough of a file that shows another.
    found.dedup_by(|later, first| (&later.hidden, &later.shown) == (&first.hidden, &first.shown));
    Ok(found)
}

/// What of the hidden is in a text: where, and whence. Of pieces that overlap, the first.
fn found_in<'a>(letters: &Letters, hidden: &'a Hidden) -> Vec<(usize, &'a Place)> {
    let mut found: Vec<(usize, &Place)> = Vec::new();
    for (length, pieces) in &hidden.pieces {
        let mut behind = 0;
        for (at, piece) in letters.pieces(*length) {
            let Some(place) = pieces.get(&piece) else { continue };
            if at >= behind {
                found.push((at, place));
            }
            behind = at + length;
        }
    }
    let phrases = hidden.phrases.iter();
    found.extend(phrases.filter_map(|(phrase, place)| Some((letters.find(phrase)?, place))));
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::fs;

    use super::*;

    const TOML: &str = "title = \"T\"\npart = 1\nminutes = 5\nhints = [\"a\", \"b\", \
                        \"`println!(\\\"number {number} of {to} was counted\\\");`\"]\n\
                        look = \"L\"\n[[run]]\nname = \"r\"\n";
    const STARTER: &str =
        "fn main() {\n    todo!(\"count up to the number that was asked for\")\n}\n";
    const SOLUTION: &str = "\
/// Counts.
fn count(to: u32) {
    for number in 1..=to {
        println!(\"number {number} of {to} was counted\");
        // Slowly, so that everybody can follow it with a finger.
        std::thread::sleep(std::time::Duration::from_millis(pause));
    }
}
";
    const HIDDEN: &str =
        "[[run]]\nname = \"nobody counts on it\"\nargs = [\"17\", \"3:2.5\", \"eleven\", \"4\"]\n";
    const SNAP: &str = "\
---
source: x
---
      0  one
   2500  two is counted by ann at last
   2500  (ended)
";

    /// A course with this file in its public half, as a copy of it is searched.
    fn searched(file: &str, text: &[u8]) -> Result<Vec<Leak>, ReleaseError> {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let files: [(&str, &[u8]); 7] = [
            ("exercises/01-count/exercise.toml", TOML.as_bytes()),
            ("exercises/01-count/src/main.rs", STARTER.as_bytes()),
            ("exercises/01-count/starter/src/main.rs", STARTER.as_bytes()),
            ("solutions/01-count/src/main.rs", SOLUTION.as_bytes()),
            ("solutions/01-count/hidden.toml", HIDDEN.as_bytes()),
            ("solutions/01-count/snapshots/nobody-counts-on-it.snap", SNAP.as_bytes()),
            (file, text),
        ];
        for (path, text) in files {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        }
        let course = Course::open(root).unwrap();
        let out = root.join("out");
        let contents = super::super::copy(&course, &out)?;
        leaks(&course, &out, &contents)
    }

    /// What is found when `file` of the public half has this text.
    fn check(file: &str, text: &str, expected: &[&str]) {
        let found = searched(file, text.as_bytes()).unwrap();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    }

    const LESSON: &str = "exercises/01-count/README.md";

    #[test]
    fn what_is_in_a_hint_or_the_starter_is_no_secret() {
        check(LESSON, "    println!(\"number {number} of {to} was counted\");\n", &[]);
        check(LESSON, STARTER, &[]);
        check(LESSON, "    for number in 1..=to {\n", &[]);
    }

    #[test]
    fn a_telling_line_of_a_solution_is_found_however_it_is_written() {
        let line = "std::thread::sleep(std::time::Duration::from_millis(pause));";
        let leak = "solutions/01-count/src/main.rs:6 is in exercises/01-count/README.md:3";
        check(LESSON, &format!("So:\n\n> `{line}`\n"), &[leak]);
        let leak = "solutions/01-count/src/main.rs:6 is in grader/cli/src/notes.json:1";
        check("grader/cli/src/notes.json", &format!("[{:?}]", line.replace("::", " :: ")), &[leak]);
        let leak = "solutions/01-count/src/main.rs:5 is in exercises/01-count/src/other.rs:2";
        let comment = "\n// Slowly, so that everybody can\n// follow it with a finger.\n";
        check("exercises/01-count/src/other.rs", comment, &[leak]);
    }

    #[test]
    fn a_solved_starter_is_found() {
        let leak = "solutions/01-count/src/main.rs:1 is in exercises/01-count/src/main.rs:1";
        check("exercises/01-count/src/main.rs", &format!("{SOLUTION}\nfn main() {{}}\n"), &[leak]);
    }

    #[test]
    fn other_code_may_be_similar_but_not_the_same() {
        let program = "grader/clock/programs/src/bin/waits.rs";
        let line = "std::thread::sleep(std::time::Duration::from_millis(pause));";
        check(program, &format!("fn main() {{\n    {line}\n}}\n"), &[]);
        let leak = format!("solutions/01-count/src/main.rs:6 is in {program}:1");
        check(program, &format!("// {line}\n"), &[&leak]);
        let leak = format!("solutions/01-count/src/main.rs:2 is in {program}:1");
        let code: Vec<&str> = SOLUTION.lines().filter(|line| !line.contains("//")).collect();
        check(program, &code.join("\n"), &[&leak]);
    }

    #[test]
    fn a_hidden_run_is_found_by_its_arguments_and_its_name() {
        let leak = "solutions/01-count/hidden.toml:3 is in exercises/01-count/README.md:1";
        check(LESSON, "<!-- args = ['17', '3:2.5', 'eleven', '4'] -->\n", &[leak]);
        let leak = "solutions/01-count/hidden.toml:3 is in grader/cli/src/a.rs:2";
        check("grader/cli/src/a.rs", "\n// try it with 17 3:2.5 eleven 4\n", &[leak]);
        let leak = "solutions/01-count/hidden.toml:2 is in docs/nobody.md:1";
        check("docs/nobody.md", "see nobody-counts-on-it.snap\n", &[leak]);
    }

    #[test]
    fn a_hidden_transcript_is_found_whole_and_by_a_line() {
        let leak = "solutions/01-count/snapshots/nobody-counts-on-it.snap:4 is in docs/notes.md:1";
        check(
            "docs/notes.md",
            "0  one\n2500  two is counted by ann at last\n2500  (ended)\n",
            &[leak],
        );
        let leak = "solutions/01-count/snapshots/nobody-counts-on-it.snap:5 is in docs/notes.txt:2";
        check("docs/notes.txt", "\n2500 two is counted by ann at last\n", &[leak]);
    }

    #[test]
    fn what_cannot_be_searched_is_not_released() {
        let error = searched("docs/packed.txt", b"PK\x03\x04\xff\xfe").unwrap_err();
        assert!(error.to_string().contains("docs/packed.txt is not text"), "{error}");
    }
}
