//! What is worth hiding: pieces of solutions, hidden runs and hidden transcripts that students do
//! not have anyway.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{ReleaseError, read};
use crate::letters::Letters;
use course::{Course, Exercise};
use model::spec::Run;

/// Letters in a row that tell something of a program, unless other code in the copy has them.
const TELLING: usize = 40;
/// Letters in a row that are a piece of a program, wherever else they stand.
const PIECE: usize = 64;
/// Letters in a row that tell something of a transcript: a long line of it, or a few short ones.
const TRANSCRIPT: usize = 24;
/// Letters in a row that tell something of the settings of a run.
const SETTINGS: usize = 32;
/// Letters of a name, of arguments, or of a short transcript that are worth hiding alone.
const PHRASE: usize = 12;
/// Signs of a line of settings that is worth hiding; `args = ["7"]` is not.
const LINE: usize = 16;

/// A place in a hidden file: its path, relative to the course, and a line, from 1.
pub(super) type Place = (PathBuf, u32);

/// All that is worth hiding.
#[derive(Default)]
pub(super) struct Hidden {
    /// Pieces of each length, by the number that stands for each.
    pub(super) pieces: HashMap<usize, HashMap<u64, Place>>,
    /// What is looked for as a whole.
    pub(super) phrases: Vec<(String, Place)>,
}

impl Hidden {
    /// What a course hides from a reader of the released files of this copy.
    pub(super) fn of(course: &Course, released: &[PathBuf]) -> Result<Hidden, ReleaseError> {
        let mut hidden = Hidden::default();
        for exercise in &course.exercises {
            hidden.add_exercise(course, exercise)?;
        }
        let own = |path: &PathBuf| path.strip_prefix(&course.root).unwrap_or(path).to_owned();
        let starters: Vec<PathBuf> =
            course.exercises.iter().map(|exercise| own(&starter(exercise))).collect();
        for path in released {
            let is_given = starters.iter().any(|starter| path.starts_with(starter))
                || ends_with(path, "exercise.toml")
                || (path.starts_with("exercises") && ends_with(path, ".snap"));
            let is_code = !path.starts_with("exercises")
                && (ends_with(path, ".rs") || ends_with(path, ".rs.txt"));
            if is_given || is_code {
                let text = read(&course.root.join(path))?;
                // Sentences about mistakes are published; where the mistakes show is not.
                if is_given && !ends_with(path, "mistakes.snap") {
                    hidden.forget_phrases(&text);
                }
                hidden.forget_pieces(&text, is_given);
            }
        }
        Ok(hidden)
    }

    fn add_exercise(&mut self, course: &Course, exercise: &Exercise) -> Result<(), ReleaseError> {
        let Some(solution) = &exercise.solution else { return Ok(()) };
        let entries = WalkDir::new(solution).sort_by_file_name().into_iter().flatten();
        let mut files: Vec<PathBuf> = entries.map(walkdir::DirEntry::into_path).collect();
        // Of what stands in several files, the reference is named.
        files.sort_by_key(|file| !file.starts_with(solution.join("src")));
        for file in files.iter().filter(|file| file.is_file()) {
            let text = read(file)?;
            let name = file.strip_prefix(&course.root).unwrap_or(file);
            if ends_with(file, ".rs") {
                for letters in [of_program(&text), of_code(&text)] {
                    self.add(TELLING, name, &letters);
                    self.add(PIECE, name, &letters);
                }
            } else if ends_with(file, ".snap") {
                let letters = Letters::of(&body(&text), |_| true);
                self.add(TRANSCRIPT, name, &letters);
                if letters.text.len() < TRANSCRIPT {
                    self.add_phrase(name, &letters, PHRASE);
                }
            } else if ends_with(file, ".toml") {
                self.add(SETTINGS, name, &Letters::of(&text, |_| true));
                self.add_settings(name, &text, exercise.hidden_runs());
            }
        }
        Ok(())
    }

    /// What tells of a run although it is short: what it is given, and its name.
    fn add_settings(&mut self, name: &Path, text: &str, runs: &[Run]) {
        let keys = ["args", "files", "lab", "stdin"];
        for line in text.lines().map(str::trim) {
            if line.len() >= LINE && keys.iter().any(|key| line.starts_with(key)) {
                self.add_phrase(name, &Letters::of(text, |other| other == line), 1);
            }
        }
        let all = Letters::of(text, |_| true);
        for phrase in runs.iter().flat_map(|run| [run.name.clone(), run.args.join(" ")]) {
            let phrase = Letters::of(&phrase, |_| true).text;
            if phrase.len() >= PHRASE {
                let line = all.find(&phrase).map_or(1, |at| all.line(at));
                self.phrases.push((phrase, (name.to_owned(), line)));
            }
        }
    }

    fn add(&mut self, length: usize, name: &Path, letters: &Letters) {
        let pieces = self.pieces.entry(length).or_default();
        for (at, piece) in letters.pieces(length) {
            pieces.entry(piece).or_insert_with(|| (name.to_owned(), letters.line(at)));
        }
    }

    fn add_phrase(&mut self, name: &Path, letters: &Letters, shortest: usize) {
        if letters.text.len() >= shortest {
            self.phrases.push((letters.text.clone(), (name.to_owned(), letters.line(0))));
        }
    }

    /// What students have anyway is no secret.
    fn forget_phrases(&mut self, text: &str) {
        let all = Letters::of(text, |_| true);
        self.phrases.retain(|(phrase, _)| all.find(phrase).is_none());
    }

    /// What students have anyway is no secret. What is only similar code hides nothing in its
    /// comments, and no whole piece.
    fn forget_pieces(&mut self, text: &str, is_given: bool) {
        let all = Letters::of(text, |_| true);
        let own = [of_code(text), Letters::of(text, |line| !is_comment(line))];
        let given = [all, of_program(text)];
        for (length, pieces) in &mut self.pieces {
            let known = given.iter().filter(|_| is_given);
            let known = known.chain(own.iter().filter(|_| is_given || *length == TELLING));
            for (_, piece) in known.flat_map(|letters| letters.pieces(*length)) {
                pieces.remove(&piece);
            }
        }
    }
}

/// What students begin from: kept apart, for `src` may hold a student's try.
fn starter(exercise: &Exercise) -> PathBuf {
    let kept = exercise.dir.join("starter");
    if kept.is_dir() { kept } else { exercise.dir.join("src") }
}

/// A program without its imports and attributes, which are the same in many.
fn of_program(text: &str) -> Letters {
    Letters::of(text, |line| !is_import(line))
}

/// A program without its comments, too.
fn of_code(text: &str) -> Letters {
    Letters::of(text, |line| !is_import(line) && !is_comment(line))
}

fn is_import(line: &str) -> bool {
    ["use ", "pub use ", "mod ", "pub mod ", "#[", "#!["]
        .iter()
        .any(|begin| line.starts_with(begin))
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//")
}

/// A snapshot with its header emptied, so that its lines keep their numbers.
fn body(text: &str) -> String {
    let mut rules = 0;
    let lines = text.lines().map(|line| {
        let is_body = rules >= 2;
        rules += usize::from(line == "---");
        if is_body { line } else { "" }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn ends_with(path: &Path, ending: &str) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(ending.as_bytes())
}
