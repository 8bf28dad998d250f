//! What near relatives of known mistakes are told that do the same as the mistake: read as a
//! student would, with the change in mind. `cargo xtask verify --relatives` shows those of all.

mod common;

use author::relatives::{Relative, relatives};

fn told(exercise: &str, mistakes: &[&str]) -> String {
    let grader = common::lab();
    let exercise = grader.course().exercise(exercise).expect("an exercise");
    let found = relatives(grader, exercise, mistakes, &|_| {}).expect("the grader works");
    let told = found.into_iter().map(|Relative { mistake, change, told }| {
        let named = told.mistake.as_deref().unwrap_or("no known mistake");
        format!("{mistake}, {change}\n  {named}: {}\n", told.sentence)
    });
    told.collect()
}

#[test]
fn of_a_future_that_nobody_awaits() {
    insta::assert_snapshot!(told("upload-async", &["never-awaited", "handle-dropped"]));
}

#[test]
fn of_a_queue_and_a_permit() {
    insta::assert_snapshot!(
        told("pipeline", &["send-not-awaited"]) + &told("turnstile", &["permit-into-the-void"])
    );
}

#[test]
fn of_a_line_that_is_left_open() {
    insta::assert_snapshot!(told(
        "announce",
        &["line-left-open", "line-left-open-but-flushed", "line-left-open-joined"]
    ));
}

#[test]
fn of_naps_that_nobody_waits_for() {
    insta::assert_snapshot!(told("go-async", &["futures-never-awaited", "handles-dropped"]));
}

#[test]
fn of_a_wait_that_is_none() {
    let mistakes = ["a-new-interval-each-time", "yields-until-it-is-time"];
    insta::assert_snapshot!(told("metronome", &mistakes));
}
