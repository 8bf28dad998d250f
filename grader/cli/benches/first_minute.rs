//! From a fresh clone to the first verdict.
//!
//! ```text
//! cargo bench --bench first_minute
//! FIRST_MINUTE_CRATES=1 cargo bench --bench first_minute     and which crates take how long
//! ```
//!
//! Method. The commit that is checked out here is cloned beside the target folder, and `cargo
//! xtask check` is typed there, with no target folder at all. Crates are taken from cargo's own
//! cache: how long their download takes is no property of this project. The lines that come out
//! say where the time goes, each stamped when it arrives: the grader's first on standard error
//! that it is built and at work, cargo's `Finished` of the profile `submission` that the clock
//! and what programs are linked with are ready, the first on standard output is the verdict's
//! screen. The figures are those of one clone; `FIRST_MINUTE_ROUNDS` makes it a median of
//! several. The processor time, of all processes together, is what it would cost without
//! neighbours: a busy machine lengthens the wait far more than that.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, processor_time, ratio, seconds};
use serde::Deserialize;

const TARGET: Duration = Duration::from_secs(48);
const CHECK: [&str; 3] = ["cargo", "xtask", "check"];
/// What it has cargo build.
const PACKAGES: [&str; 3] = ["verbs", "submission-deps", "clock"];
/// What the grader says when it begins to build the clock.
const AT_WORK: &str = "building the clock";
/// What cargo says when it has.
const READY: &str = "Finished `submission`";
const STEPS: [&str; 5] = [
    "cargo builds xtask and the grader",
    "the grader builds the clock and what programs are linked with",
    "the first submissions are compiled and run: **the first verdict**",
    "the other submissions: the end",
    "`cargo xtask check` once more",
];

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let rounds = common::setting("FIRST_MINUTE_ROUNDS", 1);
    let mut steps: [Times; 5] = Default::default();
    let mut first = Times::default();
    let mut end = Times::default();
    let mut processor = Times::default();
    let mut crates = Vec::new();
    for _ in 0..rounds {
        let place = tempfile::tempdir_in(student::place()).expect("there is room for a clone");
        let clone = place.path().join("course");
        clone_head(&clone);
        let before = processor_time();
        let milestones = Milestones::watch(&clone);
        processor.push(processor_time().saturating_sub(before));
        first.push(milestones.first_verdict);
        end.push(milestones.end);
        for (times, step) in steps.iter_mut().zip(milestones.steps()) {
            times.push(step);
        }
        steps[4].take(|| student::run(command(&clone, &CHECK), &[0, 1]));
        if common::setting("FIRST_MINUTE_CRATES", 0) > 0 {
            crates = crate_costs(&clone);
        }
    }
    common::print_heading("From a fresh clone to the first verdict");
    let mut table = Table::new(["step", "s", "since the start, s"]);
    let mut since = Duration::ZERO;
    for (step, times) in STEPS.iter().zip(&steps) {
        since += times.median();
        table.row([step, &seconds(times.median()), &seconds(since)]);
    }
    table.print();
    let (first, end) = (first.median(), end.median());
    println!("First verdict after {} s, all after {} s;", seconds(first), seconds(end));
    println!("{} of the target, {TARGET:?}.", ratio(first, TARGET));
    println!("Processor time of all processes: {} s.\n", seconds(processor.median()));
    if !crates.is_empty() {
        print_crates(&crates);
    }
}

fn clone_head(clone: &Path) {
    let mut git = Command::new("git");
    git.args(["clone", "--quiet", "--no-hardlinks"]).arg(common::root()).arg(clone);
    let status = git.status().expect("git can be started");
    assert!(status.success(), "this copy of the course cannot be cloned");
}

/// When what was over, since the start.
struct Milestones {
    grader_at_work: Duration,
    prepared: Duration,
    first_verdict: Duration,
    end: Duration,
}

impl Milestones {
    /// Types `cargo xtask check` and notes when its lines arrive.
    fn watch(clone: &Path) -> Milestones {
        let began = Instant::now();
        let mut check = command(clone, &CHECK);
        let mut child = check
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("cargo can be started");
        let (sender, lines) = channel();
        stamp_lines(child.stdout.take(), began, true, sender.clone());
        stamp_lines(child.stderr.take(), began, false, sender);
        let mut lines: Vec<Line> = lines.into_iter().collect();
        child.wait().expect("cargo ends");
        let end = began.elapsed();
        lines.sort_by_key(|line| line.at);
        let first = |what: &str, is: &dyn Fn(&Line) -> bool| {
            let found = lines.iter().find(|line| is(line)).map(|line| line.at);
            let said =
                || lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
            found.unwrap_or_else(|| panic!("no line says that {what}:\n{}", said()))
        };
        Milestones {
            grader_at_work: first("the grader is at work", &|line| line.text.starts_with(AT_WORK)),
            prepared: first("the clock is ready", &|line| line.text.contains(READY)),
            first_verdict: first("there is a verdict", &|line| line.is_output),
            end,
        }
    }

    fn steps(&self) -> [Duration; 4] {
        [
            self.grader_at_work,
            self.prepared.saturating_sub(self.grader_at_work),
            self.first_verdict.saturating_sub(self.prepared),
            self.end.saturating_sub(self.first_verdict),
        ]
    }
}

/// A line that arrived.
struct Line {
    at: Duration,
    is_output: bool,
    text: String,
}

fn stamp_lines(
    from: Option<impl Read + Send + 'static>,
    began: Instant,
    is_output: bool,
    to: Sender<Line>,
) {
    let from = from.expect("the output is a pipe");
    thread::spawn(move || {
        for text in BufReader::new(from).lines().map_while(Result::ok) {
            // A reader of them reads all.
            let _ = to.send(Line { at: began.elapsed(), is_output, text });
        }
    });
}

/// A crate as cargo's report of timings has it.
#[derive(Deserialize)]
struct Unit {
    name: String,
    version: String,
    target: String,
    duration: f64,
}

/// Builds the same again, into another folder, and lets cargo note what took how long.
fn crate_costs(clone: &Path) -> Vec<Unit> {
    let target = clone.with_file_name("timings");
    let mut build = command(clone, &["cargo", "build", "--quiet", "--profile", "submission"]);
    build.args(PACKAGES.iter().flat_map(|package| ["--package", package]));
    build.arg("--timings").arg("--target-dir").arg(&target);
    student::run(build, &[0]);
    let report = fs::read_to_string(target.join("cargo-timings/cargo-timing.html"));
    let report = report.expect("cargo wrote a report");
    let (_, units) = report.split_once("const UNIT_DATA = ").expect("the report lists units");
    let (units, _) = units.split_once("];").expect("the list of units ends");
    let mut units: Vec<Unit> = serde_json::from_str(&format!("{units}]")).expect("units are JSON");
    units.sort_by(|one, other| other.duration.total_cmp(&one.duration));
    units
}

fn print_crates(units: &[Unit]) {
    let sum: f64 = units.iter().map(|unit| unit.duration).sum();
    println!(
        "What the first `cargo xtask check` has cargo compile: {} units, {sum:.1} s on one core.\n",
        units.len()
    );
    let mut table = Table::new(["unit", "s", "share"]);
    for Unit { name, version, target, duration } in units.iter().take(20) {
        let share = format!("{:.0} %", 100.0 * duration / sum);
        table.row([&format!("{name} {version}{target}"), &format!("{duration:.1}"), &share]);
    }
    table.print();
}
