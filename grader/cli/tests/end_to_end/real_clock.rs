//! Programs that really wait: because that was asked for, or because the virtual clock cannot
//! be had on this machine.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::common::root;
use crate::document::{document, list, text};
use crate::places::{SmallCourse, folder, own_target, prepared, variant, write};
use crate::program::{Said, grader, said, xtask};

const EXERCISE: &str = "06-upload-sync";
/// What is said first wherever programs really wait.
const SENTENCE: &str = "Timed by this machine's own clock, ";

/// A course whose only run takes three quarters of a second.
fn short_course() -> SmallCourse {
    let course = SmallCourse::of(EXERCISE).released();
    let path = course.public().join("exercise.toml");
    let mut table: toml::Table =
        fs::read_to_string(&path).expect("it is there").parse().expect("it is TOML");
    let runs = table["run"].as_array_mut().expect("there are runs");
    runs.retain(|run| run["name"].as_str() == Some("a short clip"));
    fs::write(&path, table.to_string()).expect("it can be written");
    course
}

/// Grades a program of the solutions in that course.
fn graded(main: &str, change: impl FnOnce(&mut Command, &SmallCourse)) -> Value {
    let course = short_course();
    let handed_in = variant(EXERCISE, &root().join("solutions").join(EXERCISE).join(main));
    let mut grader = grader();
    grader.args(["grade", "--exercise", EXERCISE, "--format", "json", "--course"]);
    grader.arg(course.root()).arg(handed_in.path());
    change(&mut grader, &course);
    let Said { stdout, stderr, code } = said(&mut grader);
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {stderr}");
    document(&stdout)
}

/// The times of the only check's lines, its end and its verdict.
fn check_times(report: &Value, expected: (&[u64], u64, &str)) {
    let check = &list(&report["exercises"][0]["checks"])[0];
    let times: Vec<u64> =
        list(&check["transcript"]).iter().filter_map(|line| line["at_ms"].as_u64()).collect();
    let end = check["ended_at_ms"].as_u64().expect("it ended");
    assert_eq!((&*times, end, text(&check["verdict"])), expected, "{report}");
}

/// The report says by which clock it was made, and why.
fn check_is_marked(report: &Value, why: &str) {
    assert_eq!(report["clock"], "real", "{report}");
    let remarks = list(&report["exercises"][0]["remarks"]);
    assert!(text(&remarks[0]).starts_with(&format!("{SENTENCE}{why}")), "{remarks:?}");
}

fn ask(grader: &mut Command, _: &SmallCourse) {
    grader.arg("--real-clock");
}

#[test]
fn a_right_program_is_right_in_real_time_too() {
    let report = graded("src/main.rs", ask);
    check_is_marked(&report, "as you asked");
    check_times(&report, (&[0, 0, 750], 750, "accepted"));
}

#[test]
fn a_wrong_time_is_wrong_and_the_mistake_is_named() {
    let report = graded("wrong/takes-no-time.rs", ask);
    check_is_marked(&report, "as you asked");
    check_times(&report, (&[0, 0, 0], 0, "wrong_transcript"));
    assert_eq!(report["exercises"][0]["checks"][0]["mistake"], "takes-no-time", "{report}");
}

#[test]
fn what_only_the_virtual_clock_can_do_is_left_out_and_said() {
    let main = root().join("solutions/02-time-it/src/main.rs");
    let handed_in = variant("02-time-it", &main);
    let mut grader = grader();
    grader.args(["grade", "--exercise", "time-it", "--real-clock", "--format", "json"]);
    let report = document(&said(grader.arg(handed_in.path())).stdout);
    let exercise = &report["exercises"][0];
    assert_eq!((list(&exercise["checks"]).len(), &exercise["max_points"]), (0, &Value::from(0)));
    let not_made = list(&exercise["not_made"]);
    let why: Vec<&str> = not_made.iter().map(|check| text(&check["because"])).collect();
    assert!(why.contains(&"slow_terminal") && why.contains(&"drawn"), "{why:?}");
}

#[test]
fn what_was_not_checked_is_neither_accepted_nor_done() {
    let course = SmallCourse::of("02-time-it");
    let run = |words: &[&str]| said(xtask(&course.root()).args(words));
    let check = |expected: &str| {
        let listed = run(&["list", "--plain"]).stdout;
        assert!(listed.trim_end().ends_with(expected), "{listed}");
    };
    // The starter, which counts no time.
    let checked = run(&["check", "--real-clock"]);
    assert_eq!(checked.code, Some(1), "{checked:?}");
    assert!(checked.stdout.contains("not checked"), "{checked:?}");
    assert!(checked.stdout.contains("0 of 1 exercise done"), "{checked:?}");
    check("\tnot checked");
    let progress = course.root().join("progress/progress.toml");
    let progress = fs::read_to_string(progress).expect("it was taken down");
    assert!(progress.contains("done = false"), "{progress}");

    let mut grader = grader();
    grader.args(["grade", "--exercise", "time-it", "--real-clock", "--format", "json", "--course"]);
    let graded = said(grader.arg(course.root()).arg(course.public()));
    assert_eq!(graded.code, Some(1), "{}", graded.stderr);
    let report = document(&graded.stdout);
    assert_eq!(report["exercises"][0]["verdict"], "not_checked", "{report}");

    // What was known before stays known.
    fs::remove_dir_all(course.public().join("src")).expect("the starter is there");
    copy(&course.private().join("src"), &course.public().join("src"));
    assert_eq!(run(&["check"]).code, Some(0));
    assert_eq!(run(&["check", "--real-clock"]).code, Some(1));
    check("\taccepted");
}

#[test]
fn a_clock_that_does_not_load_is_stood_in_for() {
    let target = folder();
    let report = graded("src/main.rs", |grader, _| {
        own_target(target.path());
        // The linker passes over a library that is none, as it does where it cannot load one.
        let clocks = target.path().join("grader/clocks");
        let kept = fs::read_dir(&clocks).expect("there are clocks").flatten();
        let names: Vec<_> = kept.map(|clock| clock.file_name()).collect();
        fs::remove_file(&clocks).expect("it is a link");
        names.iter().for_each(|name| write(clocks.join(name).join("libclock.so"), ""));
        grader.env("CARGO_TARGET_DIR", target.path());
    });
    check_is_marked(&report, "since the virtual clock does not load into programs here");
    check_times(&report, (&[0, 0, 750], 750, "accepted"));
}

#[test]
fn a_clock_that_does_not_build_is_stood_in_for() {
    let target = folder();
    let report = graded("src/main.rs", |grader, course| {
        // With crates of its own, and a copy of what cargo has built, so that little is built.
        for name in ["Cargo.lock", "grader", "xtask"] {
            let own = course.root().join(name);
            // What is a link leads to the real course, which no test changes.
            let _ = fs::remove_file(&own);
            copy(&root().join(name), &own);
        }
        let clock = course.root().join("grader/clock/src/lib.rs");
        write(&clock, "compile_error!(\"not on this system\");\n");
        fs::create_dir_all(target.path().join("grader")).expect("a folder");
        let is_cargos = |path: &&PathBuf| path.to_string_lossy().contains("/cargo-");
        prepared().iter().filter(is_cargos).for_each(|path| {
            let name = path.file_name().unwrap_or_default();
            copy(path, &target.path().join("grader").join(name));
        });
        grader.env("CARGO_TARGET_DIR", target.path());
    });
    check_is_marked(&report, "since the virtual clock cannot be built here");
    check_times(&report, (&[0, 0, 750], 750, "accepted"));
}

#[test]
fn a_student_may_watch_a_program_wait() {
    let course = short_course();
    fs::remove_dir_all(course.public().join("src")).expect("the starter is there");
    copy(&root().join("solutions").join(EXERCISE).join("src"), &course.public().join("src"));
    let run = |words: &[&str]| said(xtask(&course.root()).args(words));
    let checked = run(&["check", "--real-clock"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
    assert!(checked.stdout.contains("so no result is exact"), "{}", checked.stdout);
    assert!(checked.stderr.contains("in real time"), "{}", checked.stderr);
}

#[test]
fn lines_of_a_program_that_waits_are_seen_when_they_come() {
    let course = short_course();
    fs::remove_dir_all(course.public().join("src")).expect("the starter is there");
    copy(&root().join("solutions").join(EXERCISE).join("src"), &course.public().join("src"));
    let run = |args: &[&str]| {
        let mut run = xtask(&course.root());
        run.args(["run", "upload-sync", "--real"]).args(args);
        run
    };
    let whole = said(&mut run(&["--", "goal", "0.75"]));
    assert_eq!(whole.code, Some(0), "{}", whole.stderr);
    assert!(whole.stdout.contains("(ended)") && whole.stdout.contains(SENTENCE), "{whole:?}");

    let long = run(&["--", "goal", "60"]).stdout(Stdio::piped()).spawn();
    let mut long = long.expect("it can be started");
    let mut first = String::new();
    let mut lines = BufReader::new(long.stdout.take().expect("a pipe"));
    lines.read_line(&mut first).expect("it can be read");
    let is_under_way = long.try_wait().expect("it can be asked").is_none();
    // It ends its program, too.
    let ended = Command::new("kill").arg(long.id().to_string()).status();
    assert!(ended.expect("there is `kill`").success());
    long.wait().expect("it ends");
    assert!(is_under_way && !first.is_empty(), "{first}");

    let both = said(&mut run(&["--seed", "7"]));
    assert_eq!(both.code, Some(2), "{}", both.stderr);
}

/// Copies a folder with its times, by which cargo knows what is current.
fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").args([from, to]).status();
    assert!(status.expect("there is `cp`").success(), "{}", from.display());
}
