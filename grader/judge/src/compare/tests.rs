use super::{Difference, compare};
use model::observation::{Cost, Exactness, Observation, Trace};
use model::sample::{observation, stdout, transcript};
use model::spec::{CostBounds, Order};
use model::transcript::{End, Transcript};

/// The differences in short: `text`, `missing`, `extra`, `time`, `order`, with line and time.
fn short(difference: &Difference, actual: &Transcript, reference: &Transcript) -> String {
    let line = |transcript: &Transcript, index: usize| {
        let line = transcript.stdout().nth(index).expect("an index of a line");
        format!("{}@{}", line.text, line.at_ms)
    };
    match difference {
        Difference::Text { actual: y, expected: r } => {
            format!("text {} for {}", line(actual, *y), line(reference, *r))
        }
        Difference::Missing { expected: r } => format!("missing {}", line(reference, *r)),
        Difference::Extra { actual: y } => format!("extra {}", line(actual, *y)),
        Difference::Time { actual: y, expected: r } => {
            format!("time {} for {}", line(actual, *y), line(reference, *r))
        }
        Difference::Order { early, late } => {
            format!("order {} before {}", line(actual, *early), line(actual, *late))
        }
        Difference::End => format!("end {}", actual.end),
        Difference::EndTime => format!("end at {}", actual.ended_at_ms),
        Difference::File { name } => format!("file {name}"),
        Difference::Question { asks, .. } => format!("question {asks}"),
        Difference::Inexact { .. } => "inexact".to_owned(),
        Difference::Cost { cost, value, limit } => format!("{} {value} of {limit}", cost.name()),
    }
}

fn check_ordered(order: &Order, actual: &str, reference: &str, expected: &[&str]) {
    let (actual, reference) = (observation(actual), transcript(reference));
    let comparison = compare(&actual, &reference, order, &CostBounds::default());
    let differences = comparison.differences.iter();
    let found: Vec<String> =
        differences.map(|one| short(one, &actual.transcript, &reference)).collect();
    assert_eq!(found, expected, "{}against\n{reference}", actual.transcript);
}

fn check(actual: &str, reference: &str, expected: &[&str]) {
    check_ordered(&Order::default(), actual, reference, expected);
}

#[test]
fn equal_transcripts_are_equal() {
    check("0  1 .. 8\n8000  9\n8000  (ended)", "0  1 .. 8\n8000  9\n8000  (ended)", &[]);
    check("", "", &[]);
}

#[test]
fn trailing_space_and_empty_lines_are_forgiven_and_indices_count_them() {
    check("0  a  \n0  \n5  b", "0  a\n5  b", &[]);
    check("0  a\n0  \n9  b", "0  a\n5  b", &["time b@9 for b@5"]);
}

#[test]
fn joined_lines_and_leading_space_are_not_forgiven() {
    check("0  ab", "0  a\n0  b", &["extra ab@0", "missing a@0", "missing b@0"]);
    check("0   word", "0  word", &["text  word@0 for word@0"]);
}

#[test]
fn standard_error_is_not_compared() {
    let mut actual = observation("0  a");
    let noise = model::transcript::Line {
        stream: model::transcript::Stream::Stderr,
        ..stdout(0, "debugging")
    };
    actual.transcript.lines.insert(0, noise);
    let comparison =
        compare(&actual, &transcript("0  a"), &Order::default(), &CostBounds::default());
    assert!(comparison.is_equal());
}

#[test]
fn actors_of_one_instant_are_free_among_each_other() {
    check("0  a: 1\n0  b: 1\n0  b: 2\n0  a: 2", "0  b: 1\n0  a: 1\n0  a: 2\n0  b: 2", &[]);
}

#[test]
fn an_actor_keeps_its_own_order() {
    check(
        "0  a: 2\n0  b: 1\n0  a: 1",
        "0  a: 1\n0  a: 2\n0  b: 1",
        &["order a: 2@0 before a: 1@0"],
    );
}

#[test]
fn what_somebody_hears_is_theirs() {
    check("0  ann < b: 1\n0  bob < a: 1", "0  bob < a: 1\n0  ann < b: 1", &[]);
    check(
        "0  ann < * bye\n0  ann < b: 1",
        "0  ann < b: 1\n0  ann < * bye",
        &["order ann < * bye@0 before ann < b: 1@0"],
    );
}

#[test]
fn lines_without_an_actor_keep_their_order_unless_they_are_free() {
    check("0  2\n0  1", "0  1\n0  2", &["order 2@0 before 1@0"]);
    let order = Order { free: vec!["on its *".to_owned()], ..Order::default() };
    check_ordered(&order, "0  on its way\n0  1\n0  2", "0  1\n0  2\n0  on its way", &[]);
}

#[test]
fn a_last_line_is_last() {
    let order = Order { last: vec!["all done".to_owned()], ..Order::default() };
    let reference = "5  a: done\n5  b: done\n5  all done";
    check_ordered(&order, "5  b: done\n5  a: done\n5  all done", reference, &[]);
    check_ordered(
        &order,
        "5  b: done\n5  all done\n5  a: done",
        reference,
        &["order all done@5 before a: done@5"],
    );
}

#[test]
fn a_wrong_letter_is_a_wrong_letter_even_at_a_wrong_time() {
    check("0  encodng", "0  encoding", &["text encodng@0 for encoding@0"]);
    check("0  a\n7  encodng\n7  b", "0  a\n5  encoding\n7  b", &["text encodng@7 for encoding@5"]);
}

#[test]
fn the_same_place_between_the_same_lines_is_a_wrong_text() {
    check(
        "0  a\n0  ready None",
        "0  a\n0  ready holiday.mp4",
        &["text ready None@0 for ready holiday.mp4@0"],
    );
}

#[test]
fn counting_from_nought_is_a_line_too_many_and_one_that_is_missing() {
    check("0  0 .. 29", "0  1 .. 30", &["extra 0@0", "missing 30@0"]);
}

#[test]
fn a_late_line_is_late_and_not_two_other_lines() {
    check("0  a\n8  b\n8  c", "0  a\n0  b\n8  c", &["time b@8 for b@0"]);
}

#[test]
fn when_all_times_are_shifted_the_first_is_spoken_of_first() {
    check(
        "5  tick\n6  tick\n7  tick",
        "0  tick\n1  tick\n2  tick",
        &["time tick@5 for tick@0", "time tick@6 for tick@1", "time tick@7 for tick@2"],
    );
}

#[test]
fn of_repeated_lines_the_one_that_is_missing_is_named() {
    check("8  nap\n9  nap", "0  nap\n8  nap\n9  nap", &["missing nap@0"]);
    check("0  nap\n4  nap\n8  nap", "0  nap\n8  nap", &["extra nap@4"]);
}

#[test]
fn of_one_instant_wrong_words_come_first_and_then_the_first_line() {
    check(
        "0  b\n0  encodng\n0  d\n7  a",
        "0  a\n0  b\n0  encoding\n0  d",
        &["text encodng@0 for encoding@0", "time a@7 for a@0"],
    );
    check("0  b\n7  a", "0  a\n0  b\n0  c", &["time a@7 for a@0", "missing c@0"]);
}

#[test]
fn another_end_is_spoken_of_first() {
    check("0  a\n0  (stuck)", "0  a\n5  b\n5  (ended)", &["end stuck", "missing b@5"]);
    check("0  x\n0  (panicked: no)", "0  a\n0  (ended)", &["end panicked", "text x@0 for a@0"]);
}

#[test]
fn an_end_that_cuts_lines_off_comes_before_them_and_any_other_end_time_after() {
    check("0  a\n4  (ended)", "0  a\n6  b\n6  (ended)", &["end at 4", "missing b@6"]);
    check("0  a\n14  (ended)", "0  a\n6  (ended)", &["end at 14"]);
    check("8  a\n8  (ended)", "0  a\n0  (ended)", &["time a@8 for a@0", "end at 8"]);
}

#[test]
fn files_are_compared_by_name_and_content() {
    let reference = "0  a\nfile  record: 300";
    check("0  a\nfile  record: 300 ", reference, &[]);
    check("0  a\nfile  record: 0", reference, &["file record"]);
    check("0  a", reference, &["file record"]);
    check("0  a\nfile  record: 300\nfile  notes: x", reference, &["file notes"]);
}

#[test]
fn costs_count_only_when_all_else_is_right() {
    let bounds = CostBounds::from([(Cost::Wakeups, 2), (Cost::Threads, 0), (Cost::Tasks, 4)]);
    let observed = |text: &str| Observation {
        trace: Trace { wakeups: 13_000, threads: 1, tasks: 4, ..Trace::default() },
        ..observation(text)
    };
    let check = |text: &str, expected: &[Difference]| {
        let found = compare(&observed(text), &transcript("0  a"), &Order::default(), &bounds);
        assert_eq!(found.differences, expected);
    };
    check(
        "0  a",
        &[
            Difference::Cost { cost: Cost::Wakeups, value: 13_000, limit: 2 },
            Difference::Cost { cost: Cost::Threads, value: 1, limit: 0 },
        ],
    );
    check("1  a", &[Difference::Time { actual: 0, expected: 0 }]);
}

#[test]
fn what_was_asked_is_spoken_of_when_the_rest_is_right() {
    let reference = "0  a\nasked  0  fetch a\n5  (ended)";
    check(reference, reference, &[]);
    check("0  a\n5  (ended)", reference, &["question fetch a"]);
    check(reference, "0  a\n5  (ended)", &["question fetch a"]);
    check("0  b\n5  (ended)", reference, &["text b@0 for a@0"]);
}

#[test]
fn a_run_whose_times_are_not_exact_is_never_equal() {
    let observed = |text: &str| Observation {
        trace: Trace { exactness: Exactness::Unknown("a reason".to_owned()), ..Trace::default() },
        ..observation(text)
    };
    let check = |text: &str, expected: &[Difference]| {
        let (reference, bounds) = (transcript("0  a\n5  (ended)"), CostBounds::default());
        let found = compare(&observed(text), &reference, &Order::default(), &bounds);
        assert_eq!(found.differences, expected);
    };
    let inexact = Difference::Inexact { why: "a reason".to_owned() };
    check("0  a\n5  (ended)", std::slice::from_ref(&inexact));
    check("1  a\n5  (ended)", &[inexact, Difference::Time { actual: 0, expected: 0 }]);
    check("0  a\n5  (stuck)", &[Difference::End]);
}

#[test]
fn ten_thousand_lines_are_no_trouble() {
    let many = |text: &dyn Fn(u64) -> String, at: &dyn Fn(u64) -> u64| Observation {
        transcript: Transcript {
            lines: (0..10_000).map(|number| stdout(at(number), &text(number))).collect(),
            end: End::OK,
            ended_at_ms: 0,
            files: Default::default(),
            questions: Vec::new(),
            remarks: Vec::new(),
        },
        trace: Trace::default(),
    };
    let distinct = many(&|number| format!("line {number}"), &|number| number);
    let late = many(&|number| format!("line {number}"), &|number| number + 1);
    let other = many(&|number| format!("lane {}", number / 2), &|number| number);
    let at_once = many(&|number| format!("w{number}: line"), &|_| 0);
    let backwards = many(&|number| format!("{}", 10_000 - number), &|_| 0);
    let forwards = many(&|number| format!("{}", number + 1), &|_| 0);
    let same = many(&|_| "same".to_owned(), &|number| number);
    let order = Order {
        before: vec![("{n}".to_owned(), "{n}: *".to_owned())],
        last: vec!["* done".to_owned()],
        ..Order::default()
    };
    let check = |actual: &Observation, reference: &Observation, expected: usize| {
        let found = compare(actual, &reference.transcript, &order, &CostBounds::default());
        assert_eq!(found.differences.len(), expected);
    };
    check(&distinct, &distinct, 0);
    check(&late, &distinct, 10_000);
    check(&other, &distinct, 10_000);
    check(&other, &late, 10_000);
    check(&at_once, &distinct, 10_000);
    check(&at_once, &at_once, 0);
    check(&backwards, &forwards, 1);
    check(&same, &distinct, 10_000);
    check(&same, &same, 0);
}
