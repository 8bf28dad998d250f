//! What is hidden stays hidden in what a student may be shown; an instructor is told all.

use crate::common::root;
use crate::document::{document, list};
use crate::places::{submission, variant};
use crate::program::{Said, grade};

/// Right in every run that students see; a hidden one shows what it does wrong.
const EXERCISE: &str = "03-sleepy-count";
const MAIN: &str = "wrong/one-nap-of-a-length.rs";
const NAME: &str = "random run 1";
/// A piece of the sentence that belongs to that run.
const HIDDEN: &str = "you let only one of them sleep";

/// What is said of that program with these settings.
fn told(settings: &[&str], expected_code: i32) -> Said {
    let main = root().join("solutions").join(EXERCISE).join(MAIN);
    let handed_in = variant(EXERCISE, &main);
    let path = handed_in.path().to_string_lossy().into_owned();
    let said = grade([&["--exercise", EXERCISE, &path][..], settings].concat());
    assert_eq!(said.code, Some(expected_code), "{}", said.stderr);
    said
}

fn check(settings: &[&str], tells_hidden: bool) {
    let Said { stdout: told, .. } = told(settings, 1);
    for hidden in [HIDDEN, NAME] {
        assert_eq!(told.contains(hidden), tells_hidden, "{settings:?}: {hidden}\n{told}");
    }
    // Which of the hidden runs it is lies with the draws.
    let stands_for_it = (1..=11).any(|number| told.contains(&format!("hidden {number}")));
    assert_eq!(stands_for_it, !tells_hidden, "{settings:?}: that it fails is told\n{told}");
}

#[test]
fn of_hidden_runs_a_student_is_told_how_they_stand() {
    check(&["--format", "json"], true);
    check(&["--format", "json", "--feedback", "full"], true);
    check(&["--format", "json", "--feedback", "student"], false);
    check(&["--format", "human", "--feedback", "student"], false);
    check(&["--format", "html"], false);
    check(&["--format", "html", "--feedback", "student"], false);
    let refused = told(&["--format", "html", "--feedback", "full"], 2);
    assert!(refused.stderr.contains("a page is made to be given away"), "{}", refused.stderr);
}

#[test]
fn a_student_keeps_points_and_hears_of_hidden_runs_only_whether_they_are_right() {
    let full = document(&told(&["--format", "json"], 1).stdout);
    let student = document(&told(&["--format", "json", "--feedback", "student"], 1).stdout);
    let (full, student) = (&full["exercises"][0], &student["exercises"][0]);
    assert!(full["message"].is_string() && student["message"].is_null(), "{student}");
    for key in ["points", "max_points"] {
        assert_eq!(full[key], student[key]);
    }
    assert_eq!(student["verdict"], "not_right", "the first that failed is hidden");
    for (full, student) in list(&full["checks"]).iter().zip(list(&student["checks"])) {
        if full["visibility"] == "public" {
            assert_eq!(full, student);
        } else {
            let is_right = full["verdict"] == "accepted";
            assert_eq!(student["verdict"], if is_right { "accepted" } else { "not_right" });
            assert!(student["message"].is_null() && student["mistake"].is_null(), "{student}");
            for seen in ["given", "seed", "costs", "transcript"] {
                assert!(full.get(seen).is_some() && student.get(seen).is_none(), "{student}");
            }
        }
    }
}

#[test]
fn what_is_odd_about_a_hidden_run_is_not_said() {
    let reference = "use std::env;\nfn main() {\n    \
        let to: u32 = env::args().nth(1).and_then(|to| to.parse().ok()).unwrap_or(30);\n    \
        for number in 1..=to { println!(\"{number}\"); }\n    ODD\n}";
    let of = |odd: &str| {
        let handed_in = submission(reference.replace("ODD", odd));
        let path = handed_in.path().to_string_lossy().into_owned();
        grade(["--exercise", "01-count", "--feedback", "student", &path]).stdout
    };
    // 30 and 7 are asked for where students see it.
    assert!(of("println!();").contains("empty lines"), "it is a remark where it is seen");
    let hidden = of("if to != 30 && to != 7 { println!(\"wrong\\n\") }");
    assert!(hidden.contains("not right") && !hidden.contains("empty lines"), "{hidden}");
}
