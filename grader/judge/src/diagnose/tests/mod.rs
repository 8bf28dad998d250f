//! The curriculum's tables: for each known-wrong program its transcript, what is said when nobody
//! knows it, and what its own sentence says.

mod announce;
mod beside;
mod choice;
mod costs;
mod go_async;
mod sleepy_count;
mod unknown;
mod upload_async;
mod whatsapp;

use std::path::Path;

use super::{Candidate, Evidence, Source, diagnose, signature};
use crate::compare::compare;
use crate::report::Feedback;
use model::known::KnownProgram;
use model::observation::{Cost, Hold, Observation, Role, Trace};
use model::sample::{observation, transcript};
use model::spec::{CostBounds, Order};
use model::transcript::Place;

/// An exercise: one run of it, and its rules.
pub(super) struct Lesson {
    pub(super) args: &'static [&'static str],
    pub(super) expected: &'static str,
    pub(super) order: Order,
}

/// One row of a table.
pub(super) struct Row {
    /// What the wrong program does.
    pub(super) actual: Observation,
    /// What is said of it when it is no known mistake.
    pub(super) generic: &'static str,
    /// Its own sentence, with placeholders.
    pub(super) known: &'static str,
    /// Its own sentence, filled.
    pub(super) filled: &'static str,
}

/// A known-wrong program with this sentence and nothing else.
pub(super) fn program(name: &str, sentence: &str) -> KnownProgram {
    let text = format!("//! # A misconception\n//!\n//! {sentence}\n");
    KnownProgram::parse(Path::new(&format!("{name}.rs")), &text).expect("a header")
}

/// The most that a run may cost: a little of everything, and no blocking at all.
const LIMITS: [(Cost, u64); 7] = [
    (Cost::Wakeups, 2),
    (Cost::Threads, 4),
    (Cost::ClockReads, 6),
    (Cost::Tasks, 4),
    (Cost::TasksSpawned, 10),
    (Cost::AsyncBlockedMs, 60_000),
    (Cost::LongestHoldMs, 9000),
];

/// The feedback of a run, with the known-wrong programs and what each of them did.
pub(super) fn feedback(
    lesson: &Lesson,
    actual: &Observation,
    known: &[(&KnownProgram, &Observation)],
    source: &str,
) -> Feedback {
    let expected = transcript(lesson.expected);
    let bounds = CostBounds::from(LIMITS);
    let args: Vec<String> = lesson.args.iter().map(|&arg| arg.to_owned()).collect();
    let candidates: Vec<Candidate<'_>> = known
        .iter()
        .map(|(program, observation)| {
            let comparison = compare(observation, &expected, &lesson.order, &bounds);
            assert!(!comparison.is_equal(), "{} is right", program.name);
            let signature = signature(observation, &comparison, &lesson.order);
            Candidate { program, signature }
        })
        .collect();
    let comparison = compare(actual, &expected, &lesson.order, &bounds);
    let evidence = Evidence {
        args: &args,
        observation: actual,
        expected: &expected,
        clock_steps: &[],
        order: &lesson.order,
        bounds: &bounds,
        within: &[],
        comparison: &comparison,
        is_starter: false,
    };
    diagnose(&evidence, &candidates, &Source::new([source]))
}

/// Every row gets its own sentence among all the others', and the generic one without them.
pub(super) fn check(lesson: &Lesson, rows: &[Row]) {
    let programs: Vec<KnownProgram> = rows
        .iter()
        .enumerate()
        .map(|(number, row)| program(&format!("row-{number}"), row.known))
        .collect();
    let known: Vec<_> = programs.iter().zip(rows.iter().map(|row| &row.actual)).collect();
    for (row, program) in rows.iter().zip(&programs) {
        assert_eq!(feedback(lesson, &row.actual, &[], "").sentence, row.generic);
        let found = feedback(lesson, &row.actual, &known, "");
        assert_eq!(found.sentence, row.filled);
        assert_eq!(found.mistake.as_deref(), Some(program.name.as_str()));
    }
}

/// A run in which one blocking sleep held a thread.
pub(super) fn held(text: &str, role: Role, from_ms: u64, for_ms: u64) -> Observation {
    let place = Some(Place { file: "src/main.rs".to_owned(), line: 12, column: None });
    let hold =
        Hold { thread: "main".to_owned(), role, task: 0, from_ms, for_ms, for_what: None, place };
    with_trace(text, Trace { holds: vec![hold], ..Trace::default() })
}

/// A run of which the clock tells this.
pub(super) fn with_trace(text: &str, trace: Trace) -> Observation {
    Observation { trace, ..observation(text) }
}
