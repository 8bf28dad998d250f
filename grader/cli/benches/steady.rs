//! Whether the same program always gets the same transcript and the same verdict.
//!
//! ```text
//! cargo bench --bench steady                   200 gradings of each program, at rest and loaded
//! STEADY_RUNS=5 cargo bench --bench steady     a look
//! STEADY_PART=3 cargo bench --bench steady     one part of the course
//! ```
//!
//! Method. Every reference and every known-wrong program is graded `STEADY_RUNS` times at rest
//! and as often beside `STEADY_LOOPS` (4) processes that do nothing but keep a core busy. A
//! grading is one run for each fixed check of the exercise, public and hidden, and its verdict
//! against the reference's transcript. Each run is compared with the first run of the same
//! program with the same arguments, which was made at rest; a grading differs when one of its
//! runs does. As many gradings go on at a time as there are cores. The exit code is 1 when one
//! transcript or one verdict differs.
//!
//! The gradings are made by a second process, because a grader kills whatever processes its own
//! process has that are not programs it runs: the busy ones have to be another process's.

#[path = "steady/busy.rs"]
mod busy;
mod common;
#[path = "steady/gradings.rs"]
mod gradings;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use busy::BusyLoops;
use common::table::Table;
use common::times::seconds;
use gradings::{Counts, Phase};

/// Words by which this program calls itself.
const GRADE: &str = "--grade";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.iter().any(|word| word == busy::WORD) {
        busy::keep_a_core_busy();
    }
    if let Some(at) = words.iter().position(|word| word == GRADE) {
        let [folder, rounds] = &words[at + 1..] else { panic!("{GRADE} FOLDER ROUNDS") };
        let rounds = rounds.parse().expect("a number of rounds");
        gradings::grade(Path::new(folder), rounds);
        return ExitCode::SUCCESS;
    }
    if !common::is_asked_for() {
        return ExitCode::SUCCESS;
    }
    compare()
}

fn compare() -> ExitCode {
    let rounds = common::setting("STEADY_RUNS", 200);
    let loops = common::setting("STEADY_LOOPS", 4);
    let folder = tempfile::tempdir().expect("there is room for the first transcripts");
    common::print_heading("The same program, the same transcript");
    let mut table = Table::new([
        "circumstances",
        "programs",
        "gradings",
        "runs",
        "other transcripts",
        "other verdicts",
        "other traces",
        "minutes",
    ]);
    let mut differing = 0;
    let mut examples = Vec::new();
    for (name, loops) in [("at rest".to_owned(), 0), (format!("{loops} busy loops"), loops)] {
        let busy = BusyLoops::start(loops);
        let began = Instant::now();
        let Phase { programs, counts, examples: found } = grade_elsewhere(folder.path(), rounds);
        let took = minutes(began.elapsed());
        drop(busy);
        let Counts { gradings, runs, transcripts, verdicts, traces } = counts;
        table.row([&name, &programs, &gradings, &runs, &transcripts, &verdicts, &traces, &took]);
        differing += transcripts + verdicts;
        examples.extend(found.into_iter().map(|example| format!("{name}: {example}")));
    }
    table.print();
    examples.iter().for_each(|example| println!("{example}"));
    ExitCode::from(u8::from(differing > 0))
}

/// Has the gradings made by a process of its own.
fn grade_elsewhere(folder: &Path, rounds: usize) -> Phase {
    let status = Command::new(env::current_exe().expect("this program has a path"))
        .arg(GRADE)
        .arg(folder)
        .arg(rounds.to_string())
        .stdin(Stdio::null())
        .status()
        .expect("this program can be started again");
    assert!(status.success(), "the gradings could not be made: {status}");
    let answer = fs::read(folder.join(gradings::ANSWER)).expect("the gradings left an answer");
    serde_json::from_slice(&answer).expect("the answer can be read")
}

fn minutes(time: Duration) -> String {
    seconds(time / 60)
}
