use super::{Lesson, Row, check, held, with_trace};
use model::observation::{Role, Trace};
use model::sample::observation;
use model::spec::Order;
use model::transcript::Place;

const LESSON: Lesson = Lesson {
    args: &["30", "8:8", "12:5"],
    expected: "0  1 .. 8\n8000  9 .. 12\n13000  13 .. 30\n13000  (ended)",
    order: Order { free: Vec::new(), last: Vec::new(), before: Vec::new() },
};

#[test]
fn each_way_to_count_sleepily_wrong_is_named() {
    let polling = Trace { wakeups: 13_000, ..Trace::default() };
    let burning = Trace {
        busy_at: Some(Place { file: "src/main.rs".to_owned(), line: 9, column: None }),
        ..Trace::default()
    };
    check(
        &LESSON,
        &[
            Row {
                actual: held(
                    "0  1 .. 7\n8000  8 .. 11\n13000  12 .. 30\n13000  (ended)",
                    Role::Plain,
                    0,
                    8000,
                ),
                generic: "`8` came at 8 s, it should come at 0 s: src/main.rs:12 slept for 8 s.",
                known: "{line} should appear before its nap; it appears {late} later.",
                filled: "8 should appear before its nap; it appears 8 s later.",
            },
            Row {
                actual: observation("0  1 .. 8\n8  9 .. 12\n13  13 .. 30\n13  (ended)"),
                generic: "`9` came at 8 ms, it should come at 8 s: that is 7.992 s too early.",
                known: "{line} came after {gap}: the plan says {right_gap}.",
                filled: "9 came after 8 ms: the plan says 8 s.",
            },
            Row {
                actual: observation("0  1 .. 8\n8000  9 .. 12\n20000  13 .. 30\n20000  (ended)"),
                generic: "`13` came at 20 s, it should come at 13 s: that is 7 s too late.",
                known: "{prev} slept for {gap} and the plan says {right_gap}.",
                filled: "12 slept for 12 s and the plan says 5 s.",
            },
            Row {
                actual: observation("0  1\n8000  2 .. 30\n8000  (ended)"),
                generic: "`2` came at 8 s, it should come at 0 s: that is 8 s too late.",
                known: "You paused after {prev}; you printed {count} lines until {end}.",
                filled: "You paused after 1; you printed 30 lines until 8 s.",
            },
            Row {
                actual: with_trace("0  1 .. 8\n0  (busy)", burning),
                generic: "At 0 s your program only looks at the clock, over and over, at \
                          src/main.rs:9: ask to be woken with a sleep instead, and leave the \
                          processor to others.",
                known: "You stood still after {last}; {right} never came.",
                filled: "You stood still after 8; 9 never came.",
            },
            Row {
                actual: observation("0  1 .. 7\n0  (busy)"),
                generic: "From 0 s on your program keeps a processor core busy and never waits \
                          for anything, so I stopped it: a loop that asks again and again, or that \
                          does not end?",
                known: "You stood still after {last}; {right} never came.",
                filled: "You stood still after 7; 8 never came.",
            },
            Row {
                actual: with_trace(LESSON.expected, polling),
                generic: "Right times, but your program woke up 13,000 times where 2 would do: \
                          let one sleep last for the whole wait instead of looking again and \
                          again.",
                known: "You woke up {wakeups} times; {max_wakeups} would do.",
                filled: "You woke up 13,000 times; 2 would do.",
            },
        ],
    );
}
