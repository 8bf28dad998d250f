//! Messages as rustc 1.95 writes them, shortened.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;

const WARNING: &str = r#"{"message":"unused variable: `x`","code":{"code":"unused_variables","explanation":null},"level":"warning","spans":[{"file_name":"src/main.rs","line_start":7,"column_start":9,"is_primary":true,"expansion":null}],"children":[],"rendered":"warning: unused variable: `x`\n"}"#;
const COUNT: &str = r#"{"message":"1 warning emitted","code":null,"level":"warning","spans":[],"children":[],"rendered":"warning: 1 warning emitted\n"}"#;
const IN_MACRO: &str = r#"{"message":"mismatched types","code":{"code":"E0308","explanation":null},"level":"error","spans":[{"file_name":"/rustc/1/library/std/src/macros.rs","line_start":143,"column_start":1,"is_primary":true,"expansion":{"span":{"file_name":"src/plan.rs","line_start":3,"column_start":5,"is_primary":false,"expansion":null},"macro_decl_name":"println!"}}],"children":[],"rendered":"error[E0308]: mismatched types in /tmp/x1/out/program.long-type.txt\n"}"#;
const SHOWS: &str = r#"{"message":"expected expression","code":null,"level":"error","spans":[],"children":[{"message":"in this file","code":null,"level":"note","spans":[{"file_name":"/course/secret.toml","line_start":1,"column_start":1,"is_primary":true,"expansion":null}],"children":[],"rendered":null}],"rendered":"error: expected expression\n"}"#;
const ABORTING: &str = r#"{"message":"aborting due to 1 previous error","code":null,"level":"error","spans":[],"children":[],"rendered":"error: aborting due to 1 previous error\n"}"#;
const EXPLAIN: &str = r#"{"message":"For more information about this error, try `rustc --explain E0308`.","code":null,"level":"failure-note","spans":[],"children":[],"rendered":"For more information about this error, try `rustc --explain E0308`.\n"}"#;

fn said(lines: &[&str]) -> Said {
    Said::read(&lines.join("\n"), "/tmp/x1", |file| file.starts_with("src/"))
}

fn check(text: &str, expected: &str) {
    assert_eq!(clean(text), expected);
}

#[test]
fn an_error_in_a_macro_is_at_its_use() {
    let said = said(&[WARNING, IN_MACRO, ABORTING, EXPLAIN]);
    let [error] = &said.errors[..] else { panic!("{said:?}") };
    assert_eq!(error.place.as_ref().unwrap().to_string(), "src/plan.rs:3");
    assert_eq!(error.code.as_deref(), Some("E0308"));
    assert_eq!(said.warnings.len(), 1);
}

#[test]
fn the_list_of_errors_ends_with_where_to_read_more_and_names_no_scratch() {
    assert_eq!(
        said(&[WARNING, IN_MACRO, ABORTING, EXPLAIN]).rendered(),
        "error[E0308]: mismatched types in out/program.long-type.txt\n\
         For more information about this error, try `rustc --explain E0308`.\n"
    );
}

#[test]
fn the_count_of_warnings_is_no_warning() {
    let said = said(&[WARNING, COUNT]);
    assert_eq!(said.warnings.len(), 1);
    assert_eq!(said.warnings[0].place.as_ref().unwrap().line, 7);
    assert_eq!(said.errors, []);
}

#[test]
fn a_file_from_elsewhere_is_noticed_even_in_a_note() {
    assert_eq!(said(&[SHOWS]).foreign, ["/course/secret.toml"]);
    assert_eq!(said(&[WARNING]).foreign, [""; 0]);
}

#[test]
fn what_is_no_message_is_kept_apart() {
    let said = said(&["thread 'rustc' panicked", EXPLAIN, "memory allocation failed"]);
    assert_eq!(said.rest, "thread 'rustc' panicked\nmemory allocation failed\n");
}

#[test]
fn very_many_errors_are_cut_off() {
    let long = IN_MACRO.replace("mismatched types in", &"x".repeat(30_000));
    let said = said(&[&long, &long, &long, &long, EXPLAIN]);
    assert!(said.rendered().ends_with("\n… and 2 more errors\n"));
    assert_eq!(said.errors[0].plain(), said.errors[0].rendered);
}

#[test]
fn only_colours_are_let_through() {
    check("\u{1b}[1m\u{1b}[91merror\u{1b}[0m: x\n", "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: x\n");
    check("\u{1b}]0;title\u{7}x", "\u{fffd}]0;title\u{fffd}x");
    check("\u{1b}[2J\u{1b}[H\r\u{9b}2J", "\u{fffd}[2J\u{fffd}[H\u{fffd}\u{fffd}2J");
    check("a\tb\u{1b}[", "a    b\u{fffd}[");
    check("grün\n", "grün\n");
}
