//! Running the programs of this package under the clock.
#![allow(dead_code, reason = "each test file uses what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use engine::build::{self, Built, Silent, Workshop};
use engine::run::{RunLimits, Runner};
use model::observation::{Exactness, Observation, Waiting};
use model::spec::Run;
use model::transcript::Place;
use sandbox::Confinement;

/// Where programs and the clock are built.
pub(crate) static WORKSHOP: LazyLock<Workshop> = LazyLock::new(|| {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    Workshop::open(&course, &mut Silent).expect("the clock builds")
});

/// Limits under which what never ends ends soon.
pub(crate) fn short() -> RunLimits {
    RunLimits {
        virtual_time: Duration::from_secs(3600),
        patience: Duration::from_millis(300),
        ..RunLimits::default()
    }
}

pub(crate) fn runner(limits: RunLimits) -> Runner {
    Runner::new(WORKSHOP.clock(), WORKSHOP.store()).with_limits(limits)
}

/// The text of a program.
pub(crate) fn source(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/bin/{name}.rs"));
    fs::read_to_string(file).expect("the program is there")
}

/// Compiles a program as if a student had handed it in.
pub(crate) fn submitted(name: &str, source: String) -> Built {
    let sources = BTreeMap::from([(String::from("src/main.rs"), source)]);
    build::compile(&WORKSHOP, Confinement::Unconfined, name, &sources).expect("the compiler works")
}

/// A program as a student's, whose lines are known; what no student may write, as it is.
fn program(name: &str) -> PathBuf {
    match submitted(name, source(name)) {
        Built::Program(program) => program.path,
        Built::Refused(_) => Path::new(env!("CARGO_BIN_EXE_hello")).with_file_name(name),
    }
}

/// What a program does, with where and why.
pub(crate) fn observe(command: &str, limits: RunLimits) -> Observation {
    let mut words = command.split_whitespace();
    let name = words.next().expect("a program");
    let run = Run { args: words.map(str::to_owned).collect(), ..Run::default() };
    let mut recording = runner(limits)
        .run(Confinement::Unconfined, &program(name), &run)
        .expect("the grader works");
    recording.explain();
    recording.observation
}

/// The transcript as lines, and below it what is to be said of the trace.
pub(crate) fn shown(observation: &Observation) -> Vec<String> {
    let transcript = observation.transcript.to_string();
    let mut shown: Vec<String> = transcript.lines().map(|line| line.trim().to_owned()).collect();
    let trace = &observation.trace;
    let place = |place: &Option<Place>| {
        place.as_ref().map_or(String::new(), |place| format!(" at {place}"))
    };
    for waiting in &trace.waiting {
        let Waiting { thread, for_what, .. } = waiting;
        shown.push(format!("{thread} waits for {for_what}{}", place(&waiting.place)));
    }
    if trace.busy_at.is_some() {
        shown.push(format!("stopped{}", place(&trace.busy_at)));
    }
    if let Exactness::Unknown(why) = &trace.exactness {
        shown.push(format!("inexact: {why}"));
    }
    shown
}

/// Runs a program twice and compares both runs with what is expected.
pub(crate) fn check(command: &str, limits: &RunLimits, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    for _ in 0..2 {
        assert_eq!(shown(&observe(command, limits.clone())), expected, "{command}");
    }
}
