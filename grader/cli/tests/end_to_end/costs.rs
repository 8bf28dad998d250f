//! What a run may cost, as an exercise says it, and what a student reads who goes over it.

use std::fs;
use std::path::Path;

use crate::document::{document, list};
use crate::places::{SmallCourse, folder, write};
use crate::program::grade;

const EXERCISE: &str = "09-go-async";

/// Grades a program for a course in which every run, public, hidden and drawn, has these bounds.
/// All runs are accepted, or all fail, the first with this mistake and this sentence.
fn check(bounds: &str, main: &str, expected: Option<(&str, &str)>) {
    let course = SmallCourse::of(EXERCISE);
    for half in [course.private().join("hidden.toml"), course.public().join("exercise.toml")] {
        edit(&half, "bounds = { threads = 8 }\n", "");
    }
    for (file, table) in [
        (course.public().join("exercise.toml"), "[[run]]\n"),
        (course.private().join("hidden.toml"), "[[run]]\n"),
        (course.private().join("hidden.toml"), "[draws]\n"),
    ] {
        edit(&file, table, &format!("{table}bounds = {{ {bounds} }}\n"));
    }
    let folder = folder();
    write(folder.path().join("src/main.rs"), main);
    fs::copy(course.private().join("src/plan.rs"), folder.path().join("src/plan.rs"))
        .expect("the module can be copied");
    let (program, root) = (folder.path().to_string_lossy(), course.root());
    let root = root.to_string_lossy();
    let said = grade([&*program, "--exercise", EXERCISE, "--course", &*root, "--format", "json"]);
    assert_eq!(said.stderr, "");
    let report = document(&said.stdout);
    let checks = list(&report["exercises"][0]["checks"]);
    assert_eq!(checks.len(), 9, "3 public runs, 1 hidden one and 5 draws");
    for check in checks {
        assert_eq!(check["message"].is_null(), expected.is_none(), "{check}");
    }
    let first = (checks[0]["mistake"].as_str().unwrap_or_default(), checks[0]["message"].as_str());
    let expected = expected.map_or(("", None), |(mistake, message)| (mistake, Some(message)));
    assert_eq!(first, expected);
}

fn edit(path: &Path, from: &str, to: &str) {
    let old = fs::read_to_string(path).expect("the file can be read");
    assert!(old.contains(from), "{}", path.display());
    write(path, old.replace(from, to));
}

/// A program of the course: the reference, or one of its variants.
fn program(name: &str) -> String {
    let path = crate::common::root().join("solutions").join(EXERCISE).join(name);
    fs::read_to_string(path).expect("the program is there")
}

#[test]
fn what_stays_within_its_bounds_is_accepted() {
    let bounds = "tasks = 300, longest_hold_ms = 0, async_blocked_ms = 0, threads = 0";
    check(bounds, &program("src/main.rs"), None);
}

#[test]
fn too_many_tasks_are_told_although_all_times_are_right() {
    let many = program("src/main.rs").replace(
        "let mut sleepers = Vec::new();",
        "let mut sleepers = Vec::new();\n    \
         (0..4998).for_each(|_| sleepers.push(tokio::spawn(sleep(Duration::from_millis(1)))));",
    );
    let said = "Right times, but 5,000 tasks existed at once; 4 are enough.";
    check("tasks = 4", &many, Some(("", said)));
    let said = "Right times, but your program spawned 5,000 tasks in all; none is needed.";
    check("tasks_spawned = 0", &many, Some(("", said)));
}

#[test]
fn a_blocking_call_is_named_with_its_line_although_all_times_are_right() {
    let blocking = program("src/main.rs")
        .replace("flavor = \"current_thread\"", "worker_threads = 400")
        .replace("sleep(length).await", "std::thread::sleep(length)")
        .replace("use tokio::time::sleep;\n", "\n");
    let said = "Right times, but src/main.rs:46 kept an async thread for 8 s without yielding, and \
                no other task could run on it; it never has to here.";
    check("longest_hold_ms = 0", &blocking, Some(("", said)));
}

#[test]
fn a_known_mistake_keeps_its_own_sentence() {
    let said = "Right times, but it cost 2 threads where 1 are plenty: you made one for every nap. \
                A sleeping task needs no thread, so await `tokio::time::sleep` in a spawned task.";
    check("threads = 1", &program("wrong/thread-spawn.rs"), Some(("thread-spawn", said)));
}
