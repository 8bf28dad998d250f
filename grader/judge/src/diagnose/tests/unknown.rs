use super::{Lesson, feedback, with_trace};
use model::observation::{Observation, Trace, Waiting};
use model::sample::{observation, transcript};
use model::spec::Order;
use model::transcript::{End, Limit, Line, Place, Stream};

const RIGHT: &str = "0  1 .. 3\n0  (ended)";

fn check_against(reference: &'static str, actual: &Observation, expected: &str) {
    let lesson = Lesson { args: &[], expected: reference, order: Order::default() };
    let found = feedback(&lesson, actual, &[], "");
    assert_eq!((found.sentence.as_str(), found.mistake), (expected, None));
}

fn check(actual: &str, expected: &str) {
    check_against(RIGHT, &observation(actual), expected);
}

fn check_end(end: End, expected: &str) {
    let mut actual = observation("0  1\n2500  (ended)");
    actual.transcript.end = end;
    check_against(RIGHT, &actual, expected);
}

#[test]
fn a_starter_is_not_started_and_that_is_fine() {
    check(
        "0  (panicked: not yet implemented: print the numbers 1 to 3)",
        "Not started yet, and that is fine: src/main.rs:7 says \"print the numbers 1 to 3\".",
    );
    check(
        "0  (panicked: not yet implemented)",
        "Not started yet, and that is fine: src/main.rs:7 still says `todo!()`.",
    );
}

#[test]
fn one_that_is_half_written_is_not_told_that_it_is_not_started() {
    check(
        "0  1\n0  (panicked: not yet implemented: the rest)",
        "Not finished yet, and that is fine: src/main.rs:7 says \"the rest\".",
    );
}

#[test]
fn a_runtime_that_lacks_a_part_is_told_how_to_be_whole() {
    let lacks = |what: &str| {
        format!(
            "Your program panicked: it built a runtime of its own, without {what} that waiting \
             needs. Build it with `enable_all()`, or do without a runtime of your own: `async` \
             code runs in the one that is there."
        )
    };
    let panic = "A Tokio 1.x context was found, but";
    check(
        &format!("0  (panicked: {panic} IO is disabled. Call `enable_io`)"),
        &lacks("the part for input and output"),
    );
    check(&format!("0  (panicked: {panic} timers are disabled.)"), &lacks("the timers"));
}

#[test]
fn numbers_on_one_line_are_noticed() {
    let sentence = "`1`, `2` and `3` came on one line, and each needs a line of its own: end each \
                    with a newline, as `println!` does.";
    check("0  1 2 3", sentence);
    check("0  123", sentence);
}

#[test]
fn a_slip_of_the_pen_is_shown_beside_the_right_word() {
    let reference = "0  start sleeping\n0  (ended)";
    check_against(
        reference,
        &observation("0  strat sleeping"),
        "I expected `start sleeping` at 0 s, and read `strat sleeping`.",
    );
    check_against(
        reference,
        &observation("0  Start sleeping"),
        "I expected `start sleeping` at 0 s, and read `Start sleeping`. Only capital and small \
         letters differ.",
    );
    check_against(
        reference,
        &observation("5  start  sleeping"),
        "I expected `start sleeping` at 0 s, and read `start  sleeping` at 5 ms. Only the spaces \
         differ.",
    );
}

#[test]
fn too_many_and_too_few_lines_are_named() {
    check("0  1 .. 5", "`4` came at 0 s, and there should be no such line.");
    check("0  1 .. 3\n0  3", "`3` came once too often, at 0 s.");
    check("0  1 .. 2", "`3` never came: I expected it at 0 s, after `2`.");
    check("", "Nothing was printed: I expected `1` at 0 s first.");
}

#[test]
fn who_is_stuck_is_told_what_waits_for_what() {
    let waiting = |thread: &str, for_what: &str, line: Option<u32>| Waiting {
        thread: thread.to_owned(),
        for_what: for_what.to_owned(),
        place: line.map(|line| Place { file: "src/main.rs".to_owned(), line, column: None }),
    };
    let trace = Trace {
        waiting: vec![
            waiting("pool", "work", None),
            waiting("main", "the end of another thread", Some(9)),
            waiting("w1", "a mutex", Some(20)),
        ],
        ..Trace::default()
    };
    let actual = with_trace("0  1\n0  (stuck)", trace);
    check_against(
        RIGHT,
        &actual,
        "Your program is stuck at 0 s: every thread waits, and nothing is left that could wake \
         one. `main` waits at src/main.rs:9 for the end of another thread and `w1` waits at \
         src/main.rs:20 for a mutex.",
    );
}

#[test]
fn tasks_that_are_alive_are_counted_where_a_run_is_stuck() {
    let stuck = |tasks_alive: u64| {
        let waiting = Waiting {
            thread: "main".to_owned(),
            for_what: "a task or future that nobody will wake".to_owned(),
            place: None,
        };
        with_trace("0  (stuck)", Trace { waiting: vec![waiting], tasks_alive, ..Trace::default() })
    };
    let check = |tasks_alive: u64, rest: &str| {
        let sentence = format!(
            "Your program is stuck at 0 s: every thread waits, and nothing is left that could wake \
             one. `main` waits for a task or future that nobody will wake{rest}."
        );
        check_against(RIGHT, &stuck(tasks_alive), &sentence);
    };
    check(0, "");
    check(1, "; 1 task is alive");
    check(5000, "; 5,000 tasks are alive");
}

#[test]
fn every_other_end_has_its_words() {
    check_end(
        End::OverLimit { limit: Limit::VirtualTime },
        "Your program was still going at 2.5 s, so I stopped it: something waits again and again \
         and never comes to an end.",
    );
    check_end(
        End::OverLimit { limit: Limit::Output },
        "Your program wrote more than it may (1 line, the last `1`): look for a loop that never \
         ends.",
    );
    check_end(
        End::Killed { signal: 6 },
        "Your program was ended at 2.5 s by signal 6: it gave up by itself, as after a stack \
         overflow, when a function calls itself without end.",
    );
    check_end(
        End::Exited { code: 3 },
        "Your program ended at 2.5 s with exit code 3; a good end is 0.",
    );
}

#[test]
fn a_bad_exit_quotes_the_last_words() {
    let mut actual = observation("0  1");
    actual.transcript.end = End::Exited { code: 2 };
    actual.transcript.lines.push(Line {
        at_ms: 0,
        stream: Stream::Stderr,
        text: "usage: count [to]".to_owned(),
    });
    check_against(
        RIGHT,
        &actual,
        "Your program ended at 0 s with exit code 2; a good end is 0. Its last words: `usage: \
         count [to]`.",
    );
}

#[test]
fn files_are_shown_as_they_are_and_as_they_should_be() {
    let reference = "0  1\nfile  record: 300\n0  (ended)";
    check_against(
        reference,
        &observation("0  1\nfile  record: 300 ms"),
        "The file `record` holds `300 ms`, and it should hold `300`.",
    );
    check_against(
        reference,
        &observation("0  1"),
        "The file `record` is missing: it should hold `300` when the program ends.",
    );
    check("0  1 .. 3\nfile  x: y", "Your program left a file `x` that nobody asked for.");
}

#[test]
fn what_a_program_prints_cannot_play_with_the_screen() {
    let mut actual = observation("0  1 .. 3");
    actual.transcript.lines.push(Line {
        at_ms: 0,
        stream: Stream::Stdout,
        text: format!("\u{1b}[2J{}", "x".repeat(200)),
    });
    let lesson = Lesson { args: &[], expected: RIGHT, order: Order::default() };
    let sentence = feedback(&lesson, &actual, &[], "").sentence;
    assert!(sentence.starts_with(r"`\u{1b}[2Jxxx"), "{sentence}");
    assert!(sentence.contains("xxx…` came at 0 s"), "{sentence}");
}

#[test]
fn ten_thousand_wrong_lines_still_get_one_sentence() {
    let mut actual = transcript(RIGHT);
    actual.lines = (0..10_000)
        .map(|number| model::sample::stdout(number, &format!("tick {number}")))
        .collect();
    let actual = Observation { transcript: actual, trace: Trace::default() };
    check_against(RIGHT, &actual, "`tick 0` came at 0 s, and there should be no such line.");
}
