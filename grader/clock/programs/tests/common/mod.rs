//! Runs a program under the clock and compares what it did with what was expected.

#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;

use engine::build::{Silent, Workshop};
use engine::run::{RunLimits, Runner};
use model::observation::Observation;
use model::spec::Run;
use sandbox::Confinement;

static RUNNER: LazyLock<Runner> = LazyLock::new(|| {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let workshop = Workshop::open(&course, &mut Silent).expect("the clock builds");
    Runner::new(workshop.clock(), workshop.store()).with_limits(RunLimits {
        virtual_time: Duration::from_secs(3600),
        // What computes for two seconds may take long beside others who compute.
        wall: Duration::from_secs(300),
        ..RunLimits::default()
    })
});

fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_hello")).with_file_name(name)
}

/// What a program did, given as in a shell, on a run.
pub(crate) fn observe(command: &str, run: Run) -> Observation {
    observe_fed(command, run, None)
}

/// What a program did, with another standard input than the run's text.
pub(crate) fn observe_fed(command: &str, run: Run, stdin: Option<Stdio>) -> Observation {
    let mut words = command.split_whitespace();
    let name = words.next().expect("a program");
    let run = Run { args: words.map(str::to_owned).collect(), ..run };
    RUNNER
        .run_fed(Confinement::Unconfined, &program(name), &run, stdin)
        .expect("the grader works")
        .observation
}

/// A program does this on a run, twice.
pub(crate) fn check_run(command: &str, run: Run, expected: &str) -> Observation {
    let observation = observe(command, run.clone());
    let shown: Vec<String> =
        observation.transcript.to_string().lines().map(|line| line.trim().to_owned()).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(shown, expected, "{command}");
    assert_eq!(observe(command, run), observation, "{command}: the second run differs");
    observation
}

/// A program does this, twice, to the millisecond.
pub(crate) fn check(command: &str, expected: &str) -> Observation {
    let observation = check_run(command, Run::default(), expected);
    assert!(observation.trace.is_exact(), "{command}: the times are not exact");
    observation
}
