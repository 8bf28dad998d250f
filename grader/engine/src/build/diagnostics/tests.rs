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
}

#[test]
fn what_a_program_puts_into_a_message_stays_text() {
    let message = r#"{"message":"it panicked: \u001b[8m\n::set-output x","code":null,"level":"error","spans":[],"children":[],"rendered":"error: it panicked: \u001b[8m\u009b\u202e\n     ::set-output x\n\ta"}"#;
    let said = said(&[message]);
    assert_eq!(said.errors[0].message, "it panicked: \\u{1b}[8m\n\\u{3a}:set-output x");
    assert_eq!(
        said.errors[0].rendered,
        "error: it panicked: \\u{1b}[8m\\u{9b}\\u{202e}\n     \\u{3a}:set-output x\n    a"
    );
}

#[test]
fn one_message_is_cut_off_too() {
    let long = IN_MACRO.replace("mismatched types in", &"é".repeat(300_000));
    assert_eq!(said(&[&long]).rendered().len(), 64 << 10);
}

#[test]
fn fuzz_what_the_compiler_said() {
    let samples = [
        [WARNING, COUNT].join("\n"),
        [IN_MACRO, ABORTING, EXPLAIN].join("\n"),
        [SHOWS, "thread 'rustc' panicked", "memory allocation failed"].join("\n"),
        IN_MACRO.replace("mismatched types in", "couldn't read `/etc/x`: No such file"),
    ];
    let samples = samples.map(String::into_bytes);
    let words = ["\\u001b[2J", "\\ud800", "\"spans\":[", "null", "\"expansion\":{\"span\":"];
    fuzz::fuzz("compiler messages", &samples, &words, |bytes| {
        let said =
            Said::read(&String::from_utf8_lossy(bytes), "/tmp/x1", |file| file.starts_with("src/"));
        let rendered = said.rendered();
        assert_eq!(model::clean::clean_lines(&rendered), rendered, "it is safe to show");
        format!(
            "{} {} {} {} {}",
            said.errors.len().min(9),
            said.warnings.len().min(9),
            said.foreign.len().min(9),
            said.missing.len().min(9),
            said.rest.lines().count().min(9)
        )
    });
}
