//! Students who all found the reference's solution, each in words of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::common::student::write_changed;

/// The files of some exercises, to be written anew by one student after another.
pub(crate) struct Students {
    place: PathBuf,
    /// Each exercise, with the names and texts of its files.
    exercises: Vec<(String, Vec<(String, String)>)>,
    next: u128,
}

impl Students {
    /// Takes the references of a course; what is handed in comes to lie in `place`.
    pub(crate) fn of(course: &Path, exercises: &[&str], place: &Path) -> Students {
        let exercises = exercises.iter().map(|exercise| {
            let src = course.join("solutions").join(exercise).join("src");
            let files = fs::read_dir(src).expect("there is a reference").map(|file| {
                let file = file.expect("the folder can be read");
                let text = fs::read_to_string(file.path()).expect("it is text");
                (file.file_name().to_string_lossy().into_owned(), text)
            });
            ((*exercise).to_owned(), files.collect())
        });
        let exercises = exercises.collect();
        // Nobody has handed in what this run of the benchmark hands in.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Students { place: place.to_owned(), exercises, next: now.as_millis() * 10_000 }
    }

    /// The next student's folder, with all exercises in it.
    pub(crate) fn next(&mut self) -> PathBuf {
        self.next += 1;
        let folder = self.place.join(self.next.to_string());
        for (exercise, files) in &self.exercises {
            for (name, text) in files {
                let file = folder.join("exercises").join(exercise).join("src").join(name);
                let is_main = name == "main.rs";
                let text =
                    if is_main { rewrite(text, self.next) } else { comment(text, self.next) };
                write_changed(&file, text.as_bytes()).expect("there is room");
            }
        }
        folder
    }
}

/// The same program by another student: other names of functions, in another order.
fn rewrite(text: &str, student: u128) -> String {
    let (head, mut functions) = functions(text);
    let count = functions.len().max(1);
    functions.rotate_left(student as usize % count);
    let text = [vec![head], functions].concat().join("\n\n");
    let names: Vec<String> = text.lines().filter_map(name_of_function).collect();
    let renamed = names
        .iter()
        .filter(|name| *name != "main")
        .fold(text, |text, name| rename(&text, name, &format!("{name}_{student}")));
    comment(&renamed, student)
}

fn comment(text: &str, student: u128) -> String {
    format!("{text}\n// By student {student}.\n")
}

/// What comes before the first function of a file, and its functions, each with the comments and
/// attributes above it.
fn functions(text: &str) -> (String, Vec<String>) {
    let mut pieces: Vec<String> = Vec::new();
    for block in text.split("\n\n") {
        // A block goes on where it begins further in, as the rest of a function does.
        let goes_on = block.starts_with([' ', '}']) && !pieces.is_empty();
        match pieces.last_mut() {
            Some(piece) if goes_on => *piece = format!("{piece}\n\n{block}"),
            _ => pieces.push(block.to_owned()),
        }
    }
    let (functions, head): (Vec<String>, Vec<String>) =
        pieces.into_iter().partition(|piece| piece.lines().any(begins_function));
    (head.join("\n\n"), functions)
}

fn begins_function(line: &str) -> bool {
    line.starts_with("fn ") || line.starts_with("async fn ")
}

fn name_of_function(line: &str) -> Option<String> {
    let (_, behind) = line.split_once("fn ").filter(|_| begins_function(line))?;
    Some(behind.split(['(', '<']).next()?.to_owned())
}

/// Gives a function another name wherever it is called or defined.
fn rename(text: &str, name: &str, other: &str) -> String {
    let called = format!("{name}(");
    let mut renamed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(&called) {
        let (before, behind) = rest.split_at(at);
        // Not the end of a longer name, and no method.
        let is_part = before.ends_with(|char: char| char.is_alphanumeric() || "_.:".contains(char));
        renamed += before;
        renamed += if is_part { name } else { other };
        rest = &behind[name.len()..];
    }
    renamed + rest
}
