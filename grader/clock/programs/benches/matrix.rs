//! Whether every program always gets the same transcript: bytes, times, order, and how it ends.
//!
//! ```text
//! cargo bench -p clock-programs --bench matrix                        200 + 200 runs of each
//! cargo bench -p clock-programs --bench matrix -- --runs 20 tokio     a look at some of them
//! ```
//!
//! Method. Every program is run `--runs` (200) times at rest, and as often beside `--loops` (4)
//! processes that do nothing but keep a core busy, each in a debug and in a release build. As
//! many runs go on at a time as there are cores. Every run is compared with the first run of the
//! same command, which was a debug build's at rest, its input lying there as a file: neither the
//! build nor how the input comes may make a difference. The exit code is 1 when one does.
//!
//! The runs are made by a second process, because a grader kills whatever processes its own
//! process has that are not programs it runs: the busy ones have to be another process's.

mod common;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use common::busy::{self, BusyLoops};
use common::subjects::Subject;
use common::table::Table;
use common::times::{Times, milliseconds, seconds};
use common::{PROFILES, Words};
use model::observation::Observation;
use model::transcript::Stream;
use serde::{Deserialize, Serialize};

/// The word by which this program makes the runs itself.
const MAKE: &str = "--make-runs-in";
/// What was seen first of each command, for all phases.
const FIRST: &str = "first.json";
/// The file with the rows of a phase.
const ROWS: &str = "rows.json";
/// Differences that are told in full.
const MOST_EXAMPLES: usize = 10;

/// What came out of all runs of one program under the same circumstances.
#[derive(Debug, Serialize, Deserialize)]
struct Row {
    name: String,
    profile: String,
    /// Virtual milliseconds at which it ended, the first time.
    end_ms: u64,
    wall: String,
    runs: usize,
    /// Runs that were not as the first one of their command.
    differing: usize,
    /// The first of these.
    example: Option<String>,
}

fn main() -> ExitCode {
    let mut words = Words::given();
    if words.take(busy::WORD) {
        busy::keep_a_core_busy();
    }
    let runs = words.take_number("--runs", 200);
    let loops = words.take_number("--loops", 4);
    if let Some(folder) = words.take_after(MAKE) {
        make(Path::new(&folder), &words.choose(), runs);
        return ExitCode::SUCCESS;
    }
    if !common::is_asked_for() {
        return ExitCode::SUCCESS;
    }
    let names: Vec<String> = words.choose().iter().map(|subject| subject.name()).collect();
    eprintln!("{} programs, in debug and in release builds", names.len());
    common::build();
    compare(&words, runs, loops)
}

fn compare(words: &Words, runs: usize, loops: usize) -> ExitCode {
    let folder = tempfile::tempdir().expect("there is room for the first transcripts");
    common::print_heading("The same program, the same transcript");
    let mut phases = Vec::new();
    for loops in [0, loops] {
        let busy = BusyLoops::start(loops);
        let began = Instant::now();
        let status = Command::new(env::current_exe().expect("this program has a path"))
            .args([MAKE.as_ref(), folder.path().as_os_str()])
            .args(["--runs", &runs.to_string()])
            .args(words.left())
            .stdin(Stdio::null())
            .status()
            .expect("this program can be started again");
        assert!(status.success(), "the runs could not be made: {status}");
        drop(busy);
        eprintln!("{loops} busy loops: {} s", seconds(began.elapsed()));
        let rows = fs::read(folder.path().join(ROWS)).expect("the runs left their rows");
        phases.push(serde_json::from_slice::<Vec<Row>>(&rows).expect("rows can be read"));
    }
    let differing = print(&phases[0], &phases[1]);
    ExitCode::from(u8::from(differing > 0))
}

/// Prints the table, and how many runs differ.
fn print(rest: &[Row], loaded: &[Row]) -> usize {
    let mut table = Table::new([
        "program",
        "build",
        "virtual end, s",
        "ms at rest",
        "ms loaded",
        "runs",
        "differing",
    ]);
    let (mut runs, mut differing) = (0, 0);
    for (rest, loaded) in rest.iter().zip(loaded) {
        let end = format!("{:.3}", rest.end_ms as f64 / 1000.0);
        let both = (rest.runs + loaded.runs, rest.differing + loaded.differing);
        let Row { name, profile, wall, .. } = rest;
        table.row([name, profile, &end, wall, &loaded.wall, &both.0, &both.1]);
        runs += both.0;
        differing += both.1;
    }
    table.row([&"**together**", &"", &"", &"", &"", &runs, &differing]);
    table.print();
    let examples = rest.iter().chain(loaded).filter_map(|row| row.example.as_ref());
    examples.take(MOST_EXAMPLES).for_each(|example| println!("{example}"));
    println!("{differing} of {runs} transcripts differ.");
    differing
}

/// Makes the runs of a phase and leaves its rows in `folder`, and what was seen first, if
/// nothing of that kind lies there yet.
fn make(folder: &Path, subjects: &[&Subject], runs: usize) {
    let runner = common::runner();
    let first = folder.join(FIRST);
    let mut firsts: BTreeMap<String, Observation> = match fs::read(&first) {
        Ok(kept) => serde_json::from_slice(&kept).expect("what was seen first can be read"),
        Err(_) => BTreeMap::new(),
    };
    let mut rows = Vec::new();
    for subject in subjects {
        let first = firsts
            .entry(subject.command.to_owned())
            .or_insert_with(|| common::observe(&runner, PROFILES[0], subject));
        for profile in PROFILES {
            let rounds = vec![(); runs.div_ceil(subject.one_in)];
            let seen = common::in_parallel(common::cores(), &rounds, |()| {
                let mut time = Times::default();
                (time.take(|| common::observe(&runner, profile, subject)), time.median())
            });
            let row = row(subject, profile, first, &seen);
            eprintln!("{} ({profile}): {} of {}", row.name, row.runs - row.differing, row.runs);
            rows.push(row);
        }
    }
    let write = |name: &str, json: Vec<u8>| fs::write(folder.join(name), json);
    let json = serde_json::to_vec(&firsts).expect("observations are JSON");
    write(FIRST, json).expect("there is room for what was seen first");
    let json = serde_json::to_vec(&rows).expect("rows are JSON");
    write(ROWS, json).expect("there is room for the rows");
}

fn row(
    subject: &Subject,
    profile: &str,
    first: &Observation,
    seen: &[(Observation, Duration)],
) -> Row {
    let is_same = |seen: &Observation| {
        seen.transcript == first.transcript && seen.trace.exactness == first.trace.exactness
    };
    let others: Vec<&Observation> =
        seen.iter().map(|(seen, _)| seen).filter(|seen| !is_same(seen)).collect();
    let mut walls = Times::default();
    seen.iter().for_each(|(_, wall)| walls.push(*wall));
    let name = subject.name();
    let example = others.first().map(|other| {
        let told = |seen: &Observation| format!("{}exact: {}", told(seen), seen.trace.is_exact());
        format!("{name} ({profile})\nfirst:\n{}\nnow:\n{}\n", told(first), told(other))
    });
    Row {
        name,
        profile: profile.to_owned(),
        end_ms: first.transcript.ended_at_ms,
        wall: milliseconds(walls.median()),
        runs: seen.len(),
        differing: others.len(),
        example,
    }
}

/// The whole transcript, standard error too.
fn told(seen: &Observation) -> String {
    let stderr = seen.transcript.lines.iter().filter(|line| line.stream == Stream::Stderr);
    let stderr: String = stderr.map(|line| format!("{:>7}! {}\n", line.at_ms, line.text)).collect();
    format!("{}{stderr}", seen.transcript)
}
