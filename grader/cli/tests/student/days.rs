//! What a student types from day to day, and what is kept of it.

use std::fs;

use serde_json::Value;

use crate::common::root;
use crate::places::{SmallCourse, write};
use crate::program::{Said, said, xtask};

const EXERCISE: &str = "03-sleepy-count";

fn ask(course: &SmallCourse, args: &[&str]) -> Said {
    said(xtask(&course.root()).args(args))
}

/// Everything that is said, and how it ends.
fn check(course: &SmallCourse, args: &[&str], code: i32, expected: &[&str]) -> String {
    let Said { code: ended, stdout, stderr } = ask(course, args);
    let text = stdout + &stderr;
    assert_eq!(ended, Some(code), "{args:?}: {text}");
    for expected in expected {
        assert!(text.contains(expected), "{args:?} does not say `{expected}`:\n{text}");
    }
    text
}

/// Hands in a program of the solutions.
fn hand_in(course: &SmallCourse, file: &str) {
    let from = root().join("solutions").join(EXERCISE).join(file);
    fs::copy(from, course.public().join("src/main.rs")).expect("it can be copied");
}

fn progress(course: &SmallCourse) -> String {
    fs::read_to_string(course.root().join("progress/progress.toml")).unwrap_or_default()
}

#[test]
fn the_way_through_an_exercise_is_kept() {
    let course = SmallCourse::of(EXERCISE).released();
    let plain = |state: &str| format!("03\tsleepy-count\t1\tSleepy count\t15\t{state}\n");
    check(&course, &["next"], 0, &["Next is 03, Sleepy count (part 1, ", "src/main.rs"]);
    assert_eq!(progress(&course), "", "who only asks leaves nothing behind");
    check(&course, &["check"], 1, &["not started"]);
    assert_eq!(ask(&course, &["list", "--plain"]).stdout, plain("0\t3\tnot started"));
    check(&course, &["hint", "3"], 0, &["hint 1 of 3"]);
    hand_in(&course, "wrong/everybody-naps.rs");
    check(&course, &["check"], 1, &["wrong transcript"]);
    check(&course, &["next"], 0, &["so far: wrong transcript"]);
    check(&course, &["hint", "3"], 0, &["hint 2 of 3"]);
    check(&course, &["hint", "3", "1"], 0, &["hint 1 of 3"]);
    check(&course, &["hint", "3"], 0, &["hint 3 of 3"]);
    hand_in(&course, "src/main.rs");
    check(&course, &["check"], 0, &["accepted"]);
    check(&course, &["next"], 0, &["Every exercise is accepted."]);
    assert_eq!(ask(&course, &["list", "--plain"]).stdout, plain("3\t3\taccepted"));
    hand_in(&course, "wrong/everybody-naps.rs");
    check(&course, &["check"], 1, &[]);
    check(&course, &["list"], 0, &["wrong transcript, accepted before"]);
}

#[test]
fn progress_survives_a_new_number_and_damage() {
    let course = SmallCourse::of(EXERCISE).released();
    hand_in(&course, "src/main.rs");
    check(&course, &["check"], 0, &[]);
    let renumbered = course.root().join("exercises/07-sleepy-count");
    fs::rename(course.public(), &renumbered).expect("it can be renamed");
    check(&course, &["list"], 0, &["07  sleepy-count", "3/3  accepted"]);
    let before = progress(&course);
    let file = course.root().join("progress/progress.toml");
    write(&file, format!("{before}[half"));
    let damaged = "progress/progress.toml is damaged (line ";
    check(&course, &["list"], 0, &[damaged, "damaged-1.toml", "not started"]);
    check(&course, &["check"], 0, &["accepted"]);
    let kept = fs::read_to_string(file.with_file_name("damaged-1.toml")).expect("it is kept");
    assert_eq!((kept, progress(&course)), (format!("{before}[half"), before));
}

#[test]
fn a_reset_loses_nothing() {
    let course = SmallCourse::of(EXERCISE).released();
    let main = course.public().join("src/main.rs");
    let starter = fs::read_to_string(&main).expect("it is there");
    check(&course, &["reset", "3"], 0, &["is the starter already; nothing was changed"]);
    for number in 1..=2 {
        hand_in(&course, "src/main.rs");
        write(course.public().join("src/notes.txt"), "mine");
        let backup = format!("progress/before-reset/sleepy-count-{number}/src");
        check(&course, &["reset", "sleepy-count"], 0, &[&format!("What you had is in {backup}.")]);
        assert_eq!(fs::read_to_string(&main).expect("it is back"), starter);
        let kept = course.root().join(backup);
        assert_eq!(fs::read_to_string(kept.join("notes.txt")).expect("it is kept"), "mine");
        let solution = root().join("solutions").join(EXERCISE).join("src/main.rs");
        assert_eq!(fs::read(kept.join("main.rs")).ok(), fs::read(solution).ok());
    }
    fs::remove_dir_all(course.public().join("src")).expect("it can be removed");
    check(&course, &["reset", "3"], 0, &["begins anew: exercises/03-sleepy-count/src/main.rs"]);
    hand_in(&course, "src/main.rs");
    fs::remove_dir_all(course.public().join("starter")).expect("it can be removed");
    check(&course, &["reset", "3"], 2, &["error: the starter in ", "get that folder again"]);
    check(&course, &["check"], 0, &["accepted"]);
}

#[test]
fn an_exercise_is_named_by_a_file_in_it_too() {
    let course = SmallCourse::of(EXERCISE).released();
    for name in ["3", "sleepy-count", "03-sleepy-count", "exercises/03-sleepy-count/src/main.rs"] {
        check(&course, &["hint", name, "1"], 0, &["hint 1 of 3"]);
    }
}

#[test]
fn the_reference_is_shown_once_a_program_is_accepted() {
    let course = SmallCourse::of(EXERCISE);
    let later = "the reference is shown beside your program once that is accepted";
    let text = check(&course, &["check", "3", "--diff"], 1, &[later]);
    assert!(!text.contains("Break it on purpose"), "{text}");
    let variant = fs::read_dir(course.private().join("also")).expect("there are other shapes");
    let variant = variant.flatten().next().expect("there is one").path();
    fs::copy(variant, course.public().join("src/main.rs")).expect("it can be copied");
    let expected = ["Break it on purpose", "Other right shapes", "check sleepy-count --diff"];
    let text = check(&course, &["check", "3"], 0, &expected);
    assert!(!text.contains("+++"), "it is shown to who asks:\n{text}");
    let expected = ["--- yours/src/main.rs", "+++ reference/src/main.rs"];
    check(&course, &["check", "3", "--diff"], 0, &expected);
    hand_in(&course, "src/main.rs");
    check(&course, &["check", "3", "--diff"], 0, &["letter for letter"]);
    let course = course.released();
    check(&course, &["check", "3", "--diff"], 0, &["no reference to compare with"]);
}

#[test]
fn an_editor_gets_cargos_own_messages() {
    let course = SmallCourse::of(EXERCISE).released();
    // An editor takes a failure without a message for a command that could not be started.
    let messages = || -> Vec<Value> {
        let Said { code, stdout, stderr } = ask(&course, &["check", "--message-format", "json"]);
        let lines = stdout.lines().map(serde_json::from_str).collect::<Result<Vec<_>, _>>();
        let lines: Vec<Value> = lines.unwrap_or_else(|error| panic!("{error}: {stdout}{stderr}"));
        let is_error = |line: &Value| line["message"]["level"] == "error";
        assert_eq!(code, Some(i32::from(lines.iter().any(is_error))), "{stdout}{stderr}");
        lines
    };
    /// Level, text, file, line and columns of the first message.
    fn seen(messages: &[Value]) -> (String, String) {
        let message = &messages[0]["message"];
        assert_eq!(messages[0]["reason"], "compiler-message");
        assert_eq!(messages.last().expect("an end")["reason"], "build-finished");
        let span = &message["spans"][0];
        let place = format!(
            "{} {}:{}:{}",
            message["level"], span["file_name"], span["line_start"], span["column_start"]
        );
        (place, message["message"].to_string())
    }
    let fine = [serde_json::json!({ "reason": "build-finished", "success": true })];
    assert_eq!(messages(), fine, "a starter is no error");
    let main = course.public().join("src/main.rs");
    write(&main, "fn main() {\n    let é = 1; let x: u8 = \"\";\n}\n");
    let (place, text) = seen(&messages());
    assert_eq!(place, "\"error\" \"exercises/03-sleepy-count/src/main.rs\":2:28");
    assert!(text.contains("mismatched types"), "{text}");
    hand_in(&course, "wrong/everybody-naps.rs");
    let (place, text) = seen(&messages());
    assert!(place.starts_with("\"error\" \"exercises/03-sleepy-count/src/main.rs\":"), "{place}");
    assert!(text.starts_with("\"wrong transcript: "), "{text}");
    write(&main, "fn main() {\n    let unused = 1;\n}\n");
    let all = messages();
    assert_eq!(all[0]["message"]["level"], "warning");
    assert_eq!(all[1]["message"]["level"], "error");
    hand_in(&course, "src/main.rs");
    assert_eq!(messages(), fine);
}

#[test]
fn a_run_shows_its_lines_and_then_its_timeline() {
    let course = SmallCourse::of(EXERCISE).released();
    hand_in(&course, "src/main.rs");
    let expected = ["0 s  1\n", "\n8 s  (ended)\n", "\nseconds"];
    let at_once = check(&course, &["run", "3", "--", "9", "8:8"], 0, &expected);
    let began = std::time::Instant::now();
    let real = check(&course, &["run", "3", "--real", "--", "1", "1:1"], 0, &[" s  (ended)"]);
    // However slow a machine is, nobody has waited for less than the program did.
    assert!(began.elapsed() >= std::time::Duration::from_secs(1), "{real}");
    let seeded = check(&course, &["run", "3", "--seed", "7", "--", "9", "8:8"], 0, &[]);
    assert_eq!(seeded, at_once, "one thread has one schedule");
}
