//! Runs that are right and cost too much: each figure has its words, and a known mistake its own.

use super::{Lesson, Row, held, with_trace};
use model::observation::{Role, Trace};
use model::spec::Order;

const LESSON: Lesson = Lesson {
    args: &[],
    expected: "0  1\n10000  (ended)",
    order: Order { free: Vec::new(), last: Vec::new(), before: Vec::new() },
};

fn check(trace: Trace, generic: &'static str, known: &'static str, filled: &'static str) {
    super::check(
        &LESSON,
        &[Row { actual: with_trace(LESSON.expected, trace), generic, known, filled }],
    );
}

/// One blocking call that held the only async thread, and others that held workers.
fn blocked(for_ms: u64, beside_ms: &[u64]) -> Trace {
    let mut trace = held(LESSON.expected, Role::AsyncOnly, 0, for_ms).trace;
    let others =
        beside_ms.iter().map(|&ms| held("", Role::AsyncWorker, 0, ms).trace.holds.remove(0));
    trace
        .holds
        .extend((1..).zip(others).map(|(task, hold)| model::observation::Hold { task, ..hold }));
    trace
}

#[test]
fn each_figure_over_its_bound_has_its_words() {
    check(
        Trace { tasks: 5000, tasks_spawned: 3, ..Trace::default() },
        "Right times, but 5,000 tasks existed at once; 4 are enough.",
        "{tasks} tasks at once where {max_tasks} would do.",
        "5,000 tasks at once where 4 would do.",
    );
    check(
        Trace { tasks_spawned: 13_000, ..Trace::default() },
        "Right times, but your program spawned 13,000 tasks in all; 10 are enough.",
        "{tasks_spawned} of {max_tasks_spawned}.",
        "13,000 of 10.",
    );
    check(
        Trace { clock_reads: 900, ..Trace::default() },
        "Right times, but your program looked at a clock 900 times where 6 would do: ask to be \
         woken instead.",
        "{clock_reads} looks.",
        "900 looks.",
    );
    check(
        blocked(10_000, &[]),
        "Right times, but src/main.rs:12 kept an async thread for 10 s without yielding, and no \
         other task could run on it; 9 s is the most here.",
        "{held_by} for {longest_hold_ms}.",
        "src/main.rs:12 for 10 s.",
    );
    check(
        blocked(8000, &[9000; 6]),
        "Right times, but blocking calls held async threads for 1 min 2 s in all, the longest at \
         src/main.rs:12; 1 min is the most here.",
        "{async_blocked_ms} of {max_async_blocked_ms}.",
        "1 min 2 s of 1 min.",
    );
}
