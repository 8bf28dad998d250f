//! Whatever is wrong is named, with the next step and the exit code that says whose move it is:
//! 1 the student's, 2 the fault of a command or of the course, 70 the machine's.

mod archives;
mod courses;
mod machines;
mod nothing;
mod submissions;
mod surroundings;
mod usage;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::document::{document, list, text};
use crate::places::{SmallCourse, folder, own_target, prepared, submission, write};
use crate::program::{Said, grade, grader, said, xtask};

/// The exercise that is graded, and asked of courses with something wrong.
const EXERCISE: &str = "03-sleepy-count";

/// How the grader ended and what it said on standard error, with `path` as `DIR`.
fn told(said: &Said, path: &Path) -> String {
    let code = said.code.map_or_else(|| String::from("killed"), |code| code.to_string());
    let text = format!("{code} {}", said.stderr);
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let text = text.replace(&*absolute.to_string_lossy(), "DIR");
    text.replace(&*path.to_string_lossy(), "DIR").trim_end().to_owned()
}

/// A right program with `change` made to its folder, and what is said of it.
fn check_submission(change: impl FnOnce(&Path), expected: &str) {
    let folder = right();
    change(folder.path());
    let path = folder.path().to_string_lossy();
    let said = grade([&*path, "--exercise", EXERCISE, "--checks", "public", "--format", "json"]);
    let report = document(&said.stdout);
    let exercise = &report["exercises"][0];
    let mut told = format!("{} {}", said.code.unwrap_or(-1), text(&exercise["verdict"]));
    if let Some(message) = exercise["message"].as_str() {
        told += &format!(": {message}");
    }
    for ignored in list(&exercise["ignored"]) {
        told += &format!("\nignored: {}", text(ignored));
    }
    for remark in list(&exercise["remarks"]) {
        told += &format!("\n({})", text(remark));
    }
    assert_eq!(told, expected);
    // What was lost is counted: a refusal does not make an exercise worth less.
    assert_eq!(exercise["max_points"], 3);
    let full = exercise["points"] == exercise["max_points"];
    assert_eq!(full, text(&exercise["verdict"]) == "accepted");
}

/// A course with `change` made to it, and what is said when its starter is graded.
fn check_course(change: impl FnOnce(&SmallCourse), expected: &str) {
    let course = SmallCourse::of(EXERCISE);
    change(&course);
    let said = grade([course.public().as_path(), "--course".as_ref(), course.root().as_path()]);
    let told = told(&said, &course.root());
    // What `…` stands for is not the point.
    match expected.split_once('…') {
        Some((start, end)) => assert!(told.starts_with(start) && told.ends_with(end), "{told}"),
        None => assert_eq!(told, expected),
    }
    assert_eq!(said.stdout, "", "no verdict on anything");
}

/// A right program, called with arguments of one's own.
fn check_usage(args: &[&str], expected: &str) {
    let folder = right();
    let said = said(grader().arg("grade").args(args).current_dir(folder.path()));
    assert_eq!(told(&said, folder.path()), expected);
    assert_eq!(said.stdout, "", "no verdict on anything");
}

/// A right program on a machine with something missing.
fn check_machine(change: impl FnOnce(&mut Command, &Path), expected: &str) {
    let folder = right();
    let mut command = grader();
    command.arg("grade").arg(folder.path()).args(["--exercise", EXERCISE]);
    change(&mut command, folder.path());
    let said = said(&mut command);
    assert_eq!(told(&said, folder.path()), expected);
    assert_eq!(said.stdout, "", "no verdict on anything");
}

fn right() -> tempfile::TempDir {
    let reference = crate::common::root().join("solutions").join(EXERCISE);
    crate::places::variant(EXERCISE, &reference.join("src/main.rs"))
}

fn edit(path: &Path, from: &str, to: &str) {
    let old = fs::read_to_string(path).expect("the file can be read");
    assert!(old.contains(from), "{} holds `{from}`", path.display());
    write(path, old.replacen(from, to, 1));
}
