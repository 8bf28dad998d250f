//! Rustlings, with exercises of its own kind.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::student::command;

/// The profile is that of the manifests which rustlings writes.
const MANIFEST: &str = r#"[package]
name = "exercises"
edition = "2024"
publish = false

[[bin]]
name = "plain"
path = "exercises/plain.rs"

[[bin]]
name = "tested"
path = "exercises/tested.rs"

[profile.dev]
panic = "abort"

[workspace]
"#;
const INFO: &str = r#"format_version = 1

[[exercises]]
name = "plain"
test = false
hint = ""

[[exercises]]
name = "tested"
hint = ""
"#;
const TEST: &str = "
#[cfg(test)]
mod tests {
    #[test]
    fn one_and_one_are_two() {
        assert_eq!(1 + 1, 2);
    }
}
";

/// A course of rustlings with two exercises: `plain`, and `tested`, which has a test, too.
pub(crate) struct Rustlings {
    program: PathBuf,
    course: PathBuf,
}

impl Rustlings {
    /// Makes a course in the folder `course`, where rustlings is installed.
    pub(crate) fn find(course: &Path) -> Option<Rustlings> {
        let path = env::var_os("PATH").unwrap_or_default();
        let given = env::var_os("EDIT_RUSTLINGS").map(PathBuf::from);
        let mut folders = given.into_iter().chain(env::split_paths(&path));
        let program = folders.find_map(|folder| {
            let program = folder.join("rustlings");
            program.is_file().then_some(program)
        })?;
        fs::create_dir_all(course.join("exercises")).expect("there is room");
        for (name, content) in [("Cargo.toml", MANIFEST), ("info.toml", INFO)] {
            fs::write(course.join(name), content).expect("there is room");
        }
        for name in ["plain", "tested"] {
            fs::write(file(course, name), "fn main() {}\n").expect("there is room");
        }
        Some(Rustlings { program, course: course.to_owned() })
    }

    /// Puts a program into an exercise.
    pub(crate) fn write(&self, exercise: &str, text: &str) {
        let test = if exercise == "tested" { TEST } else { "" };
        let written = fs::write(file(&self.course, exercise), format!("{text}{test}"));
        written.expect("the program can be written");
    }

    /// Has an exercise checked.
    pub(crate) fn command(&self, exercise: &str) -> Command {
        command(&self.course, &[&self.program.to_string_lossy(), "run", exercise])
    }
}

fn file(course: &Path, exercise: &str) -> PathBuf {
    course.join("exercises").join(exercise).with_extension("rs")
}
