//! Searches a copy for what students must not see: code of a solution, a hidden run, a hidden
//! transcript.
//!
//! A single line of a solution may well stand elsewhere, in a hint for one. Several in a row, that
//! are not in the starter too, are a piece of the solution.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Contents, ReleaseError};
use crate::course::Course;

/// Lines in a row that make a piece of code.
const PIECE: usize = 4;
/// Characters of a line of settings that is worth hiding; `points = 1` is not.
const TELLING: usize = 16;

/// Something hidden, and where it would be seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The file that students must not see.
    pub hidden: PathBuf,
    /// Line of it, from 1.
    pub line: usize,
    /// The file in the copy that shows it.
    pub shown: PathBuf,
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} is in {}", self.hidden.display(), self.line, self.shown.display())
    }
}

/// Everything of the course's `solutions` that the copy in `out` shows.
///
/// # Errors
/// When a file cannot be read.
pub fn leaks(course: &Course, out: &Path, contents: &Contents) -> Result<Vec<Leak>, ReleaseError> {
    let mut hidden: HashMap<Vec<String>, (PathBuf, usize)> = HashMap::new();
    let mut lengths = HashSet::from([PIECE, 1]);
    for exercise in &course.exercises {
        let Some(solution) = &exercise.solution else { continue };
        // What the starter has, everybody has.
        let mut starter = HashSet::new();
        for file in files(&exercise.dir) {
            starter.extend(pieces(&file, &read(&file)?).into_iter().map(|(_, piece)| piece));
        }
        for file in files(solution) {
            for (line, piece) in pieces(&file, &read(&file)?) {
                if !starter.contains(&piece) {
                    lengths.insert(piece.len());
                    let name = file.strip_prefix(&course.root).unwrap_or(&file).to_owned();
                    hidden.entry(piece).or_insert((name, line));
                }
            }
        }
    }
    let mut found = Vec::new();
    for file in &contents.files {
        let lines = lines(&read(&out.join(file))?);
        for &length in &lengths {
            for piece in lines.windows(length) {
                let piece: Vec<String> = piece.iter().map(|(_, line)| line.clone()).collect();
                if let Some((name, line)) = hidden.get(&piece) {
                    let (hidden, shown) = (name.clone(), file.clone());
                    found.push(Leak { hidden, line: *line, shown });
                }
            }
        }
    }
    found.sort();
    // The first piece says enough of a file that shows another.
    found.dedup_by(|later, first| (&later.hidden, &later.shown) == (&first.hidden, &first.shown));
    Ok(found)
}

/// What of a file is worth hiding: the line it begins in, and its lines.
fn pieces(path: &Path, text: &str) -> Vec<(usize, Vec<String>)> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let lines = lines(text);
    let piece = |lines: &[(usize, String)]| {
        (lines[0].0, lines.iter().map(|(_, line)| line.clone()).collect())
    };
    match ending {
        "rs" => {
            // How a file begins says nothing of what is in it.
            let is_telling = |line: &str| {
                let begins = ["//", "use ", "mod ", "#[", "fn main()"];
                line.len() > 3 && !begins.iter().any(|begin| line.starts_with(begin))
            };
            let is_code = |piece: &&[(usize, String)]| {
                piece.iter().filter(|(_, line)| is_telling(line)).count() + 1 >= PIECE
            };
            lines.windows(PIECE).filter(is_code).map(piece).collect()
        }
        "toml" => {
            let is_telling = |line: &&[(usize, String)]| {
                let line = &line[0].1;
                line.len() >= TELLING
                    && ["args", "files", "lab", "stdin"].iter().any(|key| line.starts_with(key))
            };
            lines.windows(1).filter(is_telling).map(piece).collect()
        }
        "snap" => {
            // Below insta's header, whole: a few equal lines are in many transcripts.
            let body: Vec<_> = lines
                .iter()
                .skip_while(|(_, line)| line != "---")
                .skip(1)
                .skip_while(|(_, line)| line != "---")
                .skip(1)
                .cloned()
                .collect();
            if body.is_empty() { Vec::new() } else { vec![piece(&body)] }
        }
        _ => Vec::new(),
    }
}

/// Lines with something on them, trimmed, each with its number.
fn lines(text: &str) -> Vec<(usize, String)> {
    let numbered = (1..).zip(text.lines().map(str::trim));
    numbered.filter(|(_, line)| !line.is_empty()).map(|(at, line)| (at, line.to_owned())).collect()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(dir).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

fn read(path: &Path) -> Result<String, ReleaseError> {
    let bytes = fs::read(path).map_err(ReleaseError::io(path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    const TOML: &str = "title = \"T\"\npart = 1\nminutes = 5\nhints = [\"a\", \"b\", \"c\"]\n\
                        look = \"L\"\n[[run]]\nname = \"r\"\n";
    const SOLUTION: &str = "fn count(to: u32) {\n    for number in 1..=to {\n        \
                            println!(\"{number}\");\n    }\n}\n";
    const HIDDEN: &str = "[[run]]\nname = \"unseen\"\nargs = [\"17\", \"3:2.5\"]\n";
    const SNAP: &str = "---\nsource: x\n---\n      0  one\n   2500  two\n   2500  (ended)\n";

    /// What is found when `file` of the public half has this text.
    fn check(file: &str, text: &str, expected: &[&str]) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let files = [
            ("exercises/01-count/exercise.toml", TOML),
            ("exercises/01-count/src/main.rs", "fn main() {\n    todo!()\n}\n"),
            ("solutions/01-count/src/main.rs", SOLUTION),
            ("solutions/01-count/hidden.toml", HIDDEN),
            ("solutions/01-count/snapshots/unseen.snap", SNAP),
            (file, text),
        ];
        for (path, text) in files {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        }
        let course = Course::open(root).unwrap();
        let out = root.join("out");
        let contents = super::super::copy(&course, &out).unwrap();
        let found = leaks(&course, &out, &contents).unwrap();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_or_two_of_a_solution_are_a_hint() {
        check("exercises/01-count/README.md", "    for number in 1..=to {\n", &[]);
    }

    #[test]
    fn a_piece_of_a_solution_is_found_wherever_it_is() {
        let leak = "solutions/01-count/src/main.rs:1 is in exercises/01-count/README.md";
        check("exercises/01-count/README.md", &format!("So:\n\n{SOLUTION}"), &[leak]);
        let leak = "solutions/01-count/src/main.rs:1 is in grader/src/notes.txt";
        check("grader/src/notes.txt", &SOLUTION.replace("    ", "\t"), &[leak]);
    }

    #[test]
    fn what_the_starter_has_is_no_secret() {
        let solved = format!("{SOLUTION}\nfn main() {{}}\n");
        check("exercises/01-count/src/main.rs", &solved, &[]);
    }

    #[test]
    fn a_hidden_run_and_its_transcript_are_found() {
        let leak = "solutions/01-count/hidden.toml:3 is in exercises/01-count/README.md";
        check("exercises/01-count/README.md", "args = [\"17\", \"3:2.5\"]\n", &[leak]);
        let leak = "solutions/01-count/snapshots/unseen.snap:4 is in docs/notes.md";
        check("docs/notes.md", "0  one\n2500  two\n2500  (ended)\n", &[leak]);
    }
}
