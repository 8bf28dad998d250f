//! How bytes and records become lines with times.

use super::*;
use crate::run::stamps::Stamp;
use model::observation::{Cost, Exactness};
use model::transcript::Stream;

/// What came when, each as time, stream and bytes: `0 out 2, 8000 err 5`.
fn stamps(text: &str) -> Vec<Stamp> {
    let stamp = |text: &str| {
        let mut words = text.split_whitespace();
        let mut word = || words.next().expect("three words");
        let at = word().parse().expect("a time");
        let stream = if word() == "out" { Stream::Stdout } else { Stream::Stderr };
        Stamp { at, stream, bytes: word().parse().expect("a number") }
    };
    text.split(',').filter(|text| !text.is_empty()).map(stamp).collect()
}

/// What was heard of a program whose clock knew of all that it wrote.
fn heard(stdout: &[u8], stderr: &[u8], came: &str, records: &str) -> Captured {
    let (stdout, stderr) = (stdout.to_vec(), stderr.to_vec());
    let known = [stdout.len() as u64, stderr.len() as u64];
    let records = format!("A\n{records}").into_bytes();
    Captured { stdout, stderr, records, stamps: stamps(came), known, ..Captured::default() }
}

fn observed(heard: Captured, end: End) -> Observation {
    let collected = Collected { heard, end, cut_off: false };
    read(&collected, &Clock::Virtual("clock".into())).expect("the clock was attached").observation
}

fn seen(stderr: &[u8], records: &str, end: End) -> Observation {
    observed(heard(b"", stderr, &format!("0 err {}", stderr.len()), records), end)
}

fn check(stdout: &[u8], came: &str, records: &str, expected: &str) -> Observation {
    let observation = observed(heard(stdout, b"", came, records), End::OK);
    let shown: Vec<String> =
        observation.transcript.to_string().lines().map(str::to_owned).collect();
    assert_eq!(shown.join("\n"), expected);
    observation
}

#[test]
fn a_line_has_the_time_of_the_write_that_completed_it() {
    check(
        b"1\nstart done\n",
        "0 out 8, 8000000000 out 5",
        "T 8000000000\nE 8000000000 0",
        "      0  1\n   8000  start done\n   8000  (ended)",
    );
}

#[test]
fn one_write_may_hold_several_lines() {
    check(b"a\nb\n", "2000000 out 4", "E 3000000 0", "      2  a\n      2  b\n      3  (ended)");
}

#[test]
fn times_are_rounded_to_the_millisecond() {
    check(b"a\n", "1499999 out 2", "E 1500000 0", "      1  a\n      2  (ended)");
}

#[test]
fn a_missing_final_newline_is_remarked() {
    let observation = check(b"a", "0 out 1", "E 0 0", "      0  a\n      0  (ended)");
    assert_eq!(observation.transcript.remarks, [Remark::NoFinalNewline]);
    assert!(observation.trace.is_exact());
}

#[test]
fn bytes_that_are_not_utf8_are_replaced_and_remarked() {
    let observation = check(b"a\xff\n", "0 out 3", "E 0 0", "      0  a\u{fffd}\n      0  (ended)");
    assert_eq!(observation.transcript.remarks, [Remark::NotUtf8]);
}

#[test]
fn bytes_of_which_the_clock_does_not_know_make_the_run_inexact() {
    let check = |known, differs, expected: Option<&str>, remarks: &[Remark]| {
        let heard = heard(b"a\nb\n", b"c\n", "0 out 4,0 err 2", "E 0 0");
        let observation = observed(Captured { known, differs, ..heard }, End::OK);
        let expected = expected.map_or(Exactness::Exact, |why| Exactness::Unknown(why.to_owned()));
        assert_eq!(observation.trace.exactness, expected, "{known:?} {differs:?}");
        assert_eq!(observation.transcript.remarks, remarks, "{known:?} {differs:?}");
    };
    let passed = Some("some of its output passed by the clock");
    check([4, 2], [false, false], None, &[]);
    check([2, 2], [false, false], passed, &[Remark::Untimed]);
    check([4, 2], [true, false], passed, &[Remark::Untimed]);
    // Standard error is not compared, so its times need not be exact.
    check([4, 0], [false, true], None, &[Remark::Untimed]);
}

#[test]
fn the_end_of_a_program_that_was_killed_is_the_later_of_both_times() {
    let check = |now, expected| {
        let heard = Captured { now, ..heard(b"", b"", "", "T 8000000") };
        let seen = observed(heard, End::Killed { signal: 9 });
        assert_eq!(seen.transcript.ended_at_ms, expected);
    };
    check(0, 8);
    check(8_000_000, 8);
    check(9_000_000, 9);
}

#[test]
fn a_run_that_the_clock_cannot_vouch_for_says_why() {
    let check = |records: &str, end: End, expected: Option<&str>| {
        let trace = seen(b"", records, end).trace;
        let expected = expected.map_or(Exactness::Exact, |why| Exactness::Unknown(why.to_owned()));
        assert_eq!(trace.exactness, expected, "{records}");
    };
    let killed = End::Killed { signal: 9 };
    check("T 5\nT 8", killed.clone(), None);
    check("T 5\nE 8", killed.clone(), None);
    check("nonsense\nT 8\n", killed, Some("the clock's records are broken"));
    check("T 5\n", End::OK, Some("it ended without a word to the clock"));
    check("U 5 a reason\nU 6 another\nE 8 0\n", End::OK, Some("a reason"));
}

#[test]
fn a_program_that_reaches_for_the_clock_has_tampered() {
    let stopped = End::Exited { code: trace::STOPPED_BY_CLOCK };
    let check = |how: &str, expected: &str| {
        let end = seen(b"", &format!("Y 0 0 {how} \n"), stopped.clone()).transcript.end;
        assert_eq!(end, End::Tampered { what: expected.to_owned() });
    };
    check("memory", "it opened the memory of a process for writing");
    check("records", "it reached for the clock's own records");
    check("door", "it spoke to the grader in the clock's name");
    check("channel", "it spoke to the grader in the name of `lab`");
    check("call101", "it made the system call 101");
}

#[test]
fn both_streams_keep_the_order_of_their_writing() {
    let observation =
        observed(heard(b"a\nc\n", b"b\n", "0 out 2,0 err 2,0 out 2", "E 0 0"), End::OK);
    let texts: Vec<&str> =
        observation.transcript.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["a", "b", "c"]);
}

#[test]
fn a_panic_is_read_from_standard_error_when_the_exit_code_says_so() {
    let stderr = b"\nthread 'main' (1000) panicked at src/main.rs:12:5:\nnot yet implemented: count\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
    let panicked = seen(stderr, "E 0 0", End::Exited { code: 101 });
    let place = Some(Place { file: "src/main.rs".into(), line: 12, column: Some(5) });
    let message = "not yet implemented: count".into();
    assert_eq!(panicked.transcript.end, End::Panicked { message, place });
    let talk = seen(stderr, "E 0 0", End::OK);
    assert_eq!(talk.transcript.end, End::OK, "words alone are no panic");
}

#[test]
fn the_clocks_word_counts_only_with_its_exit_code() {
    let stopped = End::Exited { code: trace::STOPPED_BY_CLOCK };
    assert_eq!(seen(b"", "D 5000000", stopped.clone()).transcript.end, End::Stuck);
    assert_eq!(seen(b"", "B 0 0 ", stopped.clone()).transcript.end, End::Busy);
    assert_eq!(seen(b"", "D 5000000", End::OK).transcript.end, End::OK);
    assert_eq!(seen(b"", "E 0 0", stopped.clone()).transcript.end, stopped);
}

#[test]
fn costs_are_counted() {
    let trace = seen(b"", "C 0 1\nT 5\nT 8\nH 5 1 3 time 0 10 \nP 8 1 4 9\nE 8 3", End::OK).trace;
    let costs: Vec<u64> = Cost::all().map(|cost| cost.of(&trace)).collect();
    assert_eq!(costs, [2, 1, 3, 4, 9, 0, 0, 0, 0, 0]);
    assert_eq!((trace.holds.len(), trace.tasks_alive), (1, 1));
}

#[test]
fn a_program_that_got_no_more_memory_is_over_that_limit() {
    let stderr = b"memory allocation of 64 bytes failed\n";
    let observation = seen(stderr, "", End::Killed { signal: ABORTED });
    assert_eq!(observation.transcript.end, End::OverLimit { limit: Limit::Memory });
}

#[test]
fn a_time_that_no_clock_has_is_read_all_the_same() {
    let end = "18446744073709  a\n18446744073709  (ended)";
    check(b"a\n", &format!("{} out 2", u64::MAX), &format!("E {} 0", u64::MAX), end);
}

#[test]
fn fuzz_what_a_program_wrote_and_what_was_recorded() {
    let records = "A\nM 5500 /a b\nC 5 1\nN 1 worker\nT 8000000000\n\
                   H 0 2 9 time 7 7f0 ff,10\nP 1 2 3 4\nK 0 join3 \nV 9 1 ff\nO 1,ff\n\
                   X 9000000000 1\nE 9000000000 12\n";
    let stderr = "thread 'main' (1000) panicked at src/main.rs:1:13:\nno cards\nnote: run with";
    let sample = format!("one\ntwo: x\n\n{stderr}\u{0}{records}");
    let ends = [
        End::OK,
        End::Exited { code: 101 },
        End::Killed { signal: ABORTED },
        End::Exited { code: trace::STOPPED_BY_CLOCK },
    ];
    let samples: Vec<Vec<u8>> =
        ["D 1\n", "B 0 0 1\n", "L 7\n", "G 5 0 call 9 ff\n", "S 1 2 3\n", ""]
            .map(|last| format!("{sample}{last}").into_bytes())
            .to_vec();
    let words = ["join", "time", "\nT ", "\nH 0 0 18446744073709551615 time 0 0 "];
    let view = render::terminal::View::new(render::terminal::Style::FULL, 80);
    fuzz::fuzz("records", &samples, &words, |bytes| {
        let mut parts = bytes.split(|&byte| byte == 0);
        let [stdout, records] = [parts.next(), parts.next()].map(|part| part.unwrap_or_default());
        let end = ends[bytes.len() % ends.len()].clone();
        let came = "0 out 4, 8 err 900, 8000000000 out 40";
        let heard =
            Captured { records: records.to_vec(), ..heard(stdout, stderr.as_bytes(), came, "") };
        let collected = Collected { heard, end, cut_off: bytes.len() % 3 == 0 };
        let Ok(seen) = read(&collected, &Clock::Virtual("clock".into())) else {
            return String::from("no clock");
        };
        let Observation { transcript, trace } = &seen.observation;
        let page = render::terminal::own_timeline(&seen.observation, &view);
        let order = model::spec::Order::default();
        let bounds = model::spec::CostBounds::default();
        let compared = judge::compare(&seen.observation, transcript, &order, &bounds);
        format!(
            "{} {:?} {:?} {} {} {}",
            transcript.end.to_string().len(),
            transcript.remarks,
            trace.exactness,
            trace.holds.len().min(9),
            page.lines().count(),
            compared.differences.len().min(9)
        )
    });
}
