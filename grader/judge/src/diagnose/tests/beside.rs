//! What is not in the first difference itself and may be its cause.

use super::{LIMITS, Lesson, feedback, with_trace};
use crate::compare::compare;
use crate::diagnose::{Evidence, Source, Unused, diagnose};
use model::observation::{Batch, Observation, Trace, Waiting};
use model::sample::{observation, transcript};
use model::spec::{CostBounds, Order};
use model::transcript::{Line, Place, Stream};

fn place(line: u32) -> Place {
    Place { file: "src/main.rs".to_owned(), line, column: None }
}

fn with_stderr(text: &str, lines: &[&str]) -> Observation {
    let mut seen = observation(text);
    let line = |text: &&str| Line { at_ms: 0, stream: Stream::Stderr, text: (*text).to_owned() };
    seen.transcript.lines.extend(lines.iter().map(line));
    seen
}

fn check(reference: &'static str, actual: &Observation, expected: &str) {
    let lesson = Lesson { args: &[], expected: reference, order: Order::default() };
    assert_eq!(feedback(&lesson, actual, &[], "").sentence, expected);
}

#[test]
fn lines_on_standard_error_are_not_nothing() {
    let sentence = "Nothing came on standard output, and 2 lines on standard error, where \
                    `eprintln!` writes; `println!` writes where I look: I expected `1` at 0 s \
                    first.";
    check("0  1\n0  2", &with_stderr("", &["1", "2"]), sentence);
}

#[test]
fn a_panic_that_did_not_end_the_program_is_told_with_its_line() {
    let panic = ["thread 'main' (7) panicked at src/main.rs:20:5:", "offline"];
    check(
        "0  a\n3000  b",
        &with_stderr("0  a\n3000  (ended)", &panic),
        "`b` never came: I expected it at 3 s, after `a`. At 0 s a task or a thread of yours \
         panicked, at src/main.rs:20: `offline`; it did no more.",
    );
}

#[test]
fn a_wrong_last_line_is_not_the_headline_while_most_lines_are_missing() {
    check(
        "0  1 .. 300\n0  total 45150\n0  (ended)",
        &observation("0  total 0"),
        "301 of 301 lines never came, the first of them `1`: I expected it at 0 s.",
    );
}

#[test]
fn text_that_lay_in_a_buffer_is_not_told_of_the_sleep_before_it() {
    let trace = Trace { batches: vec![Batch { first: 0, lines: 3 }], ..Trace::default() };
    check(
        "0  1\n0  2\n8000  3\n8000  (ended)",
        &with_trace("8000  1 .. 3\n8000  (ended)", trace),
        "`1` came at 8 s, it should come at 0 s: it was written together with 2 other lines, all \
         at once. Write each line when its time has come; where a buffer keeps them, `flush` it.",
    );
}

#[test]
fn lines_of_one_instant_may_be_written_at_once() {
    let trace = Trace { batches: vec![Batch { first: 0, lines: 2 }], ..Trace::default() };
    check(
        "0  1\n0  2\n0  (ended)",
        &with_trace("5  1 .. 2\n5  (ended)", trace),
        "`1` came at 5 ms, it should come at 0 s: that is 5 ms too late.",
    );
}

#[test]
fn a_line_too_many_and_two_in_one_are_no_wrong_order() {
    let reference = "0  a\n0  b\n0  c\n0  (ended)";
    let extra = "`x` came at 0 s, and there should be no such line.";
    check(reference, &observation("0  a\n0  x\n0  b\n0  c"), extra);
    let twice = "`a` came once too often, at 0 s.";
    check(reference, &observation("0  a\n0  b\n0  a\n0  c"), twice);
    check(reference, &observation("0  b\n0  a\n0  b\n0  c"), "`b` came once too often, at 0 s.");
    let joined = "`b` and `c` came on one line, and each needs a line of its own: end each with a \
                  newline, as `println!` does.";
    check(reference, &observation("0  a\n0  bc"), joined);
    check(reference, &observation("0  bc\n0  a"), joined);
}

#[test]
fn of_many_that_wait_some_are_named_and_the_others_counted() {
    let waiting = |number: u32| Waiting {
        thread: format!("p{number}"),
        for_what: "a mutex".to_owned(),
        place: Some(place(number)),
    };
    let trace = Trace { waiting: (1..=5).map(waiting).collect(), ..Trace::default() };
    check(
        "0  1",
        &with_trace("0  (stuck)", trace),
        "Your program is stuck at 0 s: every thread waits, and nothing is left that could wake \
         one. `p1` waits at src/main.rs:1 for a mutex, `p2` waits at src/main.rs:2 for a mutex, \
         `p3` waits at src/main.rs:3 for a mutex and 2 more.",
    );
}

/// What is said of a run in which the machine's clock was set, by a source with unused futures.
fn said(actual: &str, steps: &[(u64, i64)], unused: &[(&str, u32)]) -> String {
    let (observation, order) = (observation(actual), Order::default());
    let (expected, bounds) = (transcript("0  a\n300  b\n300  (ended)"), CostBounds::from(LIMITS));
    let comparison = compare(&observation, &expected, &order, &bounds);
    let evidence = Evidence {
        args: &[],
        observation: &observation,
        expected: &expected,
        clock_steps: steps,
        order: &order,
        bounds: &bounds,
        within: &[],
        comparison: &comparison,
        is_starter: false,
    };
    let unused =
        unused.iter().map(|(call, line)| Unused { call: (*call).into(), place: place(*line) });
    diagnose(&evidence, &[], &Source::new([""]).with_unused(unused.collect())).sentence
}

#[test]
fn a_clock_that_was_set_is_told() {
    assert_eq!(
        said("0  a\n300  c\n300  (ended)", &[(155, -3_600_000)], &[]),
        "I expected `b` at 300 ms, and read `c`. In this run the machine's clock is set back by \
         1 h, at 155 ms."
    );
    assert_eq!(
        said("0  a\n0  (ended)", &[(155, -3_600_000)], &[]),
        "Your program ended at 0 s, 300 ms too early: `b` was still to come, at 300 ms.",
        "it was set when the program was over"
    );
}

#[test]
fn a_future_that_nobody_awaits_is_the_headline_where_something_came_too_early() {
    let sleep = ("sleep(d)", 9);
    let told = "`sleep(d)` at src/main.rs:9 is made and never awaited, and a future does nothing \
                until it is awaited: write `.await` behind it.";
    assert_eq!(said("0  a\n0  b\n0  (ended)", &[], &[sleep]), told);
    assert_eq!(said("0  a\n300  (ended)", &[], &[sleep]), told);
    assert_eq!(
        said("0  a\n0  b\n0  (ended)", &[], &[sleep, ("nap()", 12)]),
        format!("{told} So is `nap()` at src/main.rs:12.")
    );
    assert_eq!(
        said("0  a\n0  b\n0  (ended)", &[], &[sleep, sleep, sleep]),
        format!("{told} So are 2 others.")
    );
}

#[test]
fn what_is_late_or_says_other_words_is_no_matter_of_an_unused_future() {
    let late = said("0  a\n900  b\n900  (ended)", &[], &[("sleep(d)", 9)]);
    assert!(late.starts_with("`b` came at 900 ms"), "{late}");
    let other = said("0  A\n300  b\n300  (ended)", &[], &[("sleep(d)", 9)]);
    assert!(other.starts_with("I expected `a`"), "{other}");
}
