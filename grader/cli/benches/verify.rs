//! How long an instructor waits for `cargo xtask verify`, of the whole course.
//!
//! ```text
//! cargo bench -p grader --profile dev --bench verify
//! ```
//!
//! Method. In a copy of the course every exercise is verified, by a process of its own as `cargo
//! xtask verify` is one, built as that is (`--profile dev`): *fresh*, with an empty store but for
//! the clock and what programs are linked with; *unchanged*, once more; and *one changed*, after a
//! comment was added to one `hidden.toml`. Processor time is that of all processes. One round: it
//! takes minutes, and it is the processor time that travels.

mod common;

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use common::student;
use common::table::Table;
use common::times::seconds;
use course::Course;
use engine::build::Silent;
use engine::grade::CourseLab;
use grader::commands::{self, Outcome, VerifyArgs};

/// Says to a process that it is to do the work, and how much of it.
const WORK: &str = "VERIFY_WORK";
/// The exercise that is changed: one with large runs.
const CHANGED: &str = "solutions/12-dont-block/hidden.toml";
const TICKS_PER_SECOND: u64 = 100;

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("verify");
    let (course, store) = (place.join("course"), place.join("target"));
    if let Ok(work) = env::var(WORK) {
        return verify_all(&course, work == "all");
    }
    student::copy_course(&course).expect("the course can be copied");
    // Nothing is there yet when this is the first time.
    let _ = fs::remove_dir_all(&store);
    timed(&store, "nothing");
    let mut table = Table::new(["what", "s", "processor time, s"]);
    for what in ["fresh", "unchanged", "one changed"] {
        if what == "one changed" {
            let file = OpenOptions::new().append(true).open(course.join(CHANGED));
            let changed = file.and_then(|mut file| writeln!(file, "# Changed."));
            changed.expect("it can be changed");
        }
        let (wall, processor) = timed(&store, "all");
        table.row([&what, &seconds(wall), &seconds(processor)]);
    }
    common::print_heading("Verifying the course");
    table.print();
}

/// `cargo xtask verify`, or only what it stands on.
fn verify_all(course: &Path, is_all: bool) {
    if is_all {
        env::set_current_dir(course).expect("the copy is there");
        let all = VerifyArgs { exercises: Vec::new(), mutants: false };
        let outcome = commands::verify(&all).expect("it can be verified");
        assert_eq!(outcome, Outcome::Accepted);
    } else {
        let course = Course::open(course).expect("the course is sound");
        CourseLab::open(course, &mut Silent).expect("the lab can be prepared");
    }
}

/// Real time and processor time of one such process.
fn timed(store: &Path, work: &str) -> (Duration, Duration) {
    let own = env::current_exe().expect("it has a name");
    let (began, before) = (Instant::now(), processor_time());
    let mut process = Command::new(own);
    process.arg("--bench").env(WORK, work).env("CARGO_TARGET_DIR", store);
    let status = process.status().expect("it can be started");
    assert!(status.success(), "{status}");
    (began.elapsed(), processor_time() - before)
}

/// What all children that are done have used.
fn processor_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    let (_, fields) = stat.rsplit_once(") ").expect("a name in parentheses");
    let ticks = fields.split(' ').skip(13).take(2).filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 1000 / TICKS_PER_SECOND)
}
