//! `cargo xtask quiz`: what is asked, and what is said to an answer.

use std::fs;

use assert_cmd::Command;

use crate::common::root;
use crate::places::SmallCourse;
use crate::program::{said, xtask};

/// The quiz of a part, with these lines typed.
fn ask(part: &str, typed: &str) -> String {
    let mut command = Command::from_std(xtask(&root()));
    let done = command.args(["quiz", part]).write_stdin(typed).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).expect("text")
}

fn check(text: &str, expected: &str) {
    assert!(text.contains(expected), "`{expected}` is not said:\n{text}");
}

#[test]
fn an_answer_is_compared_with_what_the_clock_says() {
    let text = ask("2", "1\n3000 ms\n3 s\n5\n3\n5\nnever\n");
    check(&text, "When does `water runs` come?   Right.\nWhen does `clean` come?   Right.\n");
    check(&text, "When does `egg: ready` come?   It is at 8 s.\n");
    check(&text, "When does `roast: ready` come?   Right.\n");
    check(&text, "8 s  egg: ready\n8 s  (ended)\n");
    check(&text, "\n6 of 7 right.\n");
}

#[test]
fn what_is_no_answer_is_asked_for_again_and_the_end_of_input_is_an_end() {
    let text = ask("1", "soon\n1 s\n");
    check(&text, "A time is asked for: `2 s`, `2.5`, `700 ms`, or `never`.\n");
    check(&text, "You stopped here: 1 of 1 right.\n");
}

#[test]
fn every_part_that_has_a_quiz_can_be_asked() {
    let parts = fs::read_dir(root().join("docs/quiz")).expect("quizzes");
    for part in parts {
        let part = part.expect("readable").file_name().into_string().expect("a number");
        let text = ask(&part, &"never\n".repeat(20));
        assert!(text.ends_with("right.\n") && !text.contains("stopped"), "{text}");
    }
}

#[test]
fn a_part_without_a_quiz_is_named() {
    let refused = said(xtask(&root()).args(["quiz", "77"]));
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    check(&refused.stderr, "there is no quiz for part 77");
}

#[test]
fn the_quiz_is_offered_when_a_part_is_done() {
    let course = SmallCourse::of("03-sleepy-count");
    let quiz = course.root().join("docs/quiz/1");
    fs::create_dir_all(&quiz).expect("a folder");
    fs::copy(root().join("docs/quiz/1/three-courses.rs"), quiz.join("a.rs")).expect("copied");
    let ask = |args: &[&str]| said(xtask(&course.root()).args(args)).stdout;
    const OFFER: &str = "Part 1 is done. Its quiz: cargo xtask quiz 1\n";
    assert!(!ask(&["next"]).contains(OFFER));
    let solution = root().join("solutions/03-sleepy-count/src/main.rs");
    fs::copy(solution, course.public().join("src/main.rs")).expect("copied");
    check(&ask(&["check", "3"]), OFFER);
    check(&ask(&["next"]), OFFER);
}
