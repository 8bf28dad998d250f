//! Commands that cannot be meant.

use super::*;

#[test]
fn a_path_that_leads_nowhere_is_named() {
    let expected = "2 error: nowhere is not there; hand in the folder that holds `src`, or a `.tar`, \
                    `.tar.gz` or `.zip` of it";
    check_usage(&["nowhere", "--course", COURSE], expected);
    check_usage(&["nowhere", "--exercise", "3", "--course", COURSE], expected);
}

#[test]
fn a_name_that_would_paint_on_the_terminal_is_spelled() {
    check_usage(
        &["no\u{1b}[2J\u{202e}where", "--course", COURSE],
        "2 error: no\\u{1b}[2J\\u{202e}where is not there; hand in the folder that holds `src`, or \
         a `.tar`, `.tar.gz` or `.zip` of it",
    );
}

#[test]
fn a_mistyped_exercise_gets_the_nearest_one() {
    check_usage(
        &[".", "--exercise", "sleepy-cuont", "--course", COURSE],
        "2 error: --exercise: there is no exercise `sleepy-cuont`; did you mean \
         `sleepy-count`?",
    );
}

#[test]
fn a_folder_with_another_name_needs_to_be_told_apart() {
    check_usage(
        &[".", "--course", COURSE],
        "2 error: cannot tell which exercise . is; say --exercise SLUG",
    );
}

#[test]
fn outside_of_any_course_there_is_nothing_to_grade_against() {
    check_usage(
        &["."],
        "2 error: there is no folder `exercises` in DIR or above it; go to the course, or say \
         `--course DIR`",
    );
}

#[test]
fn a_report_needs_a_folder_to_lie_in() {
    check_usage(
        &[".", "--exercise", "3", "--course", COURSE, "--out", "nowhere/report.json"],
        "2 error: --out: there is no folder nowhere",
    );
}

/// From the folder of the tests' package to that of the workspace.
const COURSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
