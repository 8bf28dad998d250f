//! What scripts rely on: options, formats, exit codes, and when there is colour.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::root;
use crate::document::{document, list, text, without_durations};
use crate::places::{folder, variant};
use crate::program::{grade, grader, said, xtask};

const EXERCISE: &str = "03-sleepy-count";

/// Arguments that grade the reference, and some more.
fn reference(more: &[&str]) -> Vec<String> {
    let path = root().join("solutions").join(EXERCISE).to_string_lossy().into_owned();
    let args = [&path, "--exercise", EXERCISE].into_iter().chain(more.iter().copied());
    args.map(str::to_owned).collect()
}

/// The document about the reference.
fn report(more: &[&str]) -> Value {
    let said = grade(reference(&[more, &["--format", "json"]].concat()));
    assert_eq!((said.code, &*said.stderr), (Some(0), ""));
    document(&said.stdout)
}

#[test]
fn help_is_what_a_new_user_needs() {
    let help = |args: &[&str]| said(grader().args(args)).stdout;
    insta::assert_snapshot!("grader", help(&["--help"]));
    insta::assert_snapshot!("grader_grade", help(&["grade", "--help"]));
    insta::assert_snapshot!("xtask", said(xtask(&root()).arg("--help")).stdout);
    insta::assert_snapshot!("xtask_check", said(xtask(&root()).args(["check", "--help"])).stdout);
}

#[test]
fn every_kind_of_outcome_has_its_exit_code() {
    fn check(args: &[&str], expected: i32) {
        let said = said(grader().args(args).env("PATH", "/nowhere"));
        assert_eq!(said.code, Some(expected), "{args:?}: {}", said.stderr);
    }
    check(&["--help"], 0);
    check(&["--version"], 0);
    check(&[], 2);
    check(&["grade"], 2);
    check(&["grade", ".", "--nonsense"], 2);
    check(&["grade", ".", "--format", "yaml"], 2);
    check(&["grade", ".", "--seed", "-1"], 2);
    check(&["grade", "exercises", "--exercise", "nothing-like-it"], 2);
    check(&["grade", &format!("exercises/{EXERCISE}")], 70);
    let starter = grade([root().join("exercises").join(EXERCISE)]);
    assert_eq!(starter.code, Some(1), "{}", starter.stderr);
    let reference = grade(reference(&[]));
    assert_eq!(reference.code, Some(0), "{}", reference.stderr);
}

#[test]
fn a_report_goes_to_the_file_that_is_named() {
    let folder = folder();
    let out = folder.path().join("report.json");
    fs::write(&out, "an older one, which is longer than nothing").expect("a file");
    let written = grade(reference(&["--format", "json", "--out", &out.to_string_lossy()]));
    assert_eq!((written.code, &*written.stdout, &*written.stderr), (Some(0), "", ""));
    let file = fs::read_to_string(&out).expect("the report is there");
    document(&file);
    let shown = grade(reference(&["--format", "json"]));
    assert_eq!(without_durations(&file), without_durations(&shown.stdout));
    let left = fs::read_dir(folder.path()).expect("the folder is there").count();
    assert_eq!(left, 1, "nothing else is left beside the report");
}

#[test]
fn only_a_terminal_or_a_wish_brings_colour() {
    fn check(variables: &[(&str, &str)], args: &[String], expected: bool) {
        let mut command = grader();
        command.env_remove("NO_COLOR").envs(variables.iter().copied()).arg("grade").args(args);
        let said = said(&mut command);
        assert_eq!(said.stdout.contains('\u{1b}'), expected, "{variables:?} {}", said.stdout);
        assert!(!said.stderr.contains('\u{1b}'), "{}", said.stderr);
    }
    let starter = [root().join("exercises").join(EXERCISE).to_string_lossy().into_owned()];
    for args in [&reference(&[])[..], &starter] {
        check(&[], args, false);
        check(&[("TERM", "xterm-256color")], args, false);
        check(&[("NO_COLOR", "1")], args, false);
        check(&[("CLICOLOR_FORCE", "1")], args, true);
    }
    let json = reference(&["--format", "json"]);
    check(&[("CLICOLOR_FORCE", "1")], &json, false);
}

#[test]
fn a_narrow_window_gets_narrow_lines() {
    fn check(columns: usize) {
        let mut command = grader();
        command.env("COLUMNS", columns.to_string()).arg("grade").args(reference(&[]));
        let said = said(&mut command);
        let wide = said.stdout.lines().find(|line| line.chars().count() > columns);
        assert_eq!(wide, None, "in {columns} columns");
    }
    check(60);
    check(80);
    check(120);
}

#[test]
fn public_checks_are_those_that_a_student_sees() {
    let public = report(&["--checks", "public"]);
    let all = report(&[]);
    let of = |report: &Value, visibility: &str| -> Vec<Value> {
        let checks = list(&report["exercises"][0]["checks"]).iter();
        checks.filter(|check| check["visibility"] == visibility).cloned().collect()
    };
    assert_eq!(of(&public, "public").len(), 3);
    assert_eq!(of(&public, "public"), of(&all, "public"));
    assert_eq!(of(&public, "hidden").len(), 0);
    assert!(of(&all, "hidden").len() > 3);
    assert!(of(&all, "public").iter().all(|check| check.get("expected").is_some()));
}

#[test]
fn what_a_hidden_check_expects_is_shown_to_nobody() {
    let wrong = root().join("solutions").join(EXERCISE).join("wrong/everybody-naps.rs");
    let folder = variant(EXERCISE, &wrong);
    let path = folder.path().to_string_lossy();
    let said = grade([&*path, "--exercise", EXERCISE, "--format", "json"]);
    let report = document(&said.stdout);
    let checks = list(&report["exercises"][0]["checks"]).iter();
    let hidden: Vec<&Value> = checks.filter(|check| check["visibility"] == "hidden").collect();
    assert!(hidden.iter().any(|check| check["verdict"] != "accepted"), "{report:#}");
    for check in hidden {
        assert_eq!(check.get("expected"), None, "{check:#}");
        assert_eq!(check.get("args"), None, "{check:#}");
    }
}

#[test]
fn the_seed_decides_which_runs_are_drawn() {
    let drawn = |seed: &str| {
        let report = report(&["--seed", seed]);
        let checks = list(&report["exercises"][0]["checks"]).iter();
        let drawn = checks.filter(|check| !check["seed"].is_null());
        drawn.map(|check| (check["seed"].as_u64(), check.clone())).collect::<Vec<_>>()
    };
    // Each draw has a seed of its own, and those of one grading are far from those of another.
    let seeds = |runs: &[(Option<u64>, Value)]| -> Vec<u64> {
        runs.iter().filter_map(|(seed, _)| *seed).map(|seed| seed / 1000).collect()
    };
    let transcripts = |runs: &[(Option<u64>, Value)]| -> BTreeSet<String> {
        runs.iter().map(|(_, check)| check["transcript"].to_string()).collect()
    };
    let (first, again, other) = (drawn("1"), drawn("1"), drawn("500"));
    assert_eq!(first, again);
    assert_eq!(seeds(&first), [1; 5]);
    assert_eq!(seeds(&other), [500; 5]);
    assert!(transcripts(&first).is_disjoint(&transcripts(&other)));
    for (seed, check) in &other {
        assert_eq!(text(&check["name"]), format!("random run {}", seed.unwrap_or_default()));
    }
}

#[test]
fn a_tree_is_graded_in_the_order_of_the_course() {
    let tree = folder();
    let put = |exercise: &str, half: &str| {
        let main = root().join(half).join(exercise).join("src/main.rs");
        let folder = variant(exercise, &main);
        let to = tree.path().join("exercises").join(exercise);
        fs::create_dir_all(&to).expect("a folder");
        fs::rename(folder.path().join("src"), to.join("src")).expect("it can be moved");
    };
    put(EXERCISE, "solutions");
    put("01-count", "exercises");
    let graded = |more: &[&str]| {
        let path = tree.path().to_string_lossy();
        let said = grade([&[&*path, "--format", "json"], more].concat());
        let report = document(&said.stdout);
        let exercises = list(&report["exercises"]).iter();
        let all = exercises.clone().count();
        let there = exercises.filter(|each| text(&each["verdict"]) != "not_handed_in");
        let told = there.map(|each| format!("{} {}", text(&each["slug"]), text(&each["verdict"])));
        (said.code, all, told.collect::<Vec<_>>().join(", "))
    };
    let all = crate::common::lab().course().exercises.len();
    assert_eq!(graded(&[]), (Some(1), all, "count panicked, sleepy-count accepted".into()));
    assert_eq!(graded(&["--exercise", "3"]), (Some(0), 1, "sleepy-count accepted".into()));
    assert_eq!(graded(&["--exercise", "4"]), (Some(1), 1, String::new()));
}

/// A program at which the compiler of 1.95 panics: what it says of types does not hold.
const BREAKS_THE_COMPILER: &str = "
    trait Object<U> { type Output; }
    impl<T: ?Sized, U> Object<U> for T { type Output = U; }
    fn as_it<T: ?Sized, U>(x: <T as Object<U>>::Output) -> U { x }
    fn turn<T, U>(x: T) -> U { as_it::<dyn Object<U, Output = T>, U>(x) }
    fn main() { turn::<[u8; 100], fn()>([0; 100])() }
";

#[test]
fn an_exercise_that_fails_does_not_keep_the_others_from_their_verdicts() {
    let tree = folder();
    let put = |exercise: &str, main: &str| {
        let src = tree.path().join("exercises").join(exercise).join("src");
        fs::create_dir_all(&src).expect("a folder");
        fs::write(src.join("main.rs"), main).expect("a file");
    };
    put("01-count", "fn main() {}");
    put("02-time-it", BREAKS_THE_COMPILER);
    put("04-announce", "fn main() {}");
    let graded = || {
        let path = tree.path().to_string_lossy();
        let said = grade([&*path, "--format", "json", "--checks", "public"]);
        let report = document(&said.stdout);
        let verdicts = list(&report["exercises"]).iter().map(|each| text(&each["verdict"]));
        let there: Vec<_> = verdicts.filter(|verdict| *verdict != "not_handed_in").collect();
        let told = there.join(", ");
        (said.code, told, said.stderr)
    };
    let told = "wrong_transcript, did_not_compile, wrong_transcript";
    assert_eq!(graded(), (Some(1), told.into(), String::new()));
    // Nor does one that is no submission.
    fs::remove_dir_all(tree.path().join("exercises/01-count")).expect("it is there");
    fs::write(tree.path().join("exercises/01-count"), "").expect("a file");
    let told = "nothing_to_grade, did_not_compile, wrong_transcript";
    assert_eq!(graded(), (Some(1), told.into(), String::new()));
}

#[test]
fn the_course_is_found_from_any_folder_in_it() {
    fn check(from: &Path) {
        let path = root().join("solutions").join(EXERCISE);
        let mut command = grader();
        command.current_dir(from).arg("grade").arg(path).args(["--exercise", "sleepy-count"]);
        let said = said(command.args(["--checks", "public"]));
        assert_eq!(said.code, Some(0), "{}", said.stderr);
    }
    check(&root());
    check(&root().join("exercises").join(EXERCISE).join("src"));
}
