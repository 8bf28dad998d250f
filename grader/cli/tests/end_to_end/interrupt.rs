//! Ctrl-C: the grader ends at once, and with it all that it started and was writing.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::places::{folder, own_target, submission};
use crate::processes::{Process, at_work_in, wait_until};
use crate::program::grader;

/// Far longer than a machine needs that has nothing else to do.
const SOON: Duration = Duration::from_secs(60);
/// What a person waits for after Ctrl-C.
const AT_ONCE: Duration = Duration::from_secs(5);

/// Grades a program in a store of its own, interrupts the grader once a process whose command
/// line holds `at_work` has worked for so many ticks, and looks at what is left.
fn check(main: &str, signal: Signal, (at_work, ticks): (&str, u64)) {
    let (submission, target) = (submission(main), folder());
    own_target(target.path());
    let mut grader = grader()
        .env("CARGO_TARGET_DIR", target.path())
        .arg("grade")
        .arg(submission.path())
        .args(["--exercise", "sleepy-count", "--checks", "public"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the grader can be started");
    wait_until(&format!("`{at_work}` is at work"), SOON, || {
        let is_it = |process: &Process| process.command_line.contains(at_work);
        let processes = at_work_in(target.path());
        processes.iter().any(|process| is_it(process) && process.ticks >= ticks)
    });
    kill_process(Pid::from_child(&grader), signal).expect("the grader is running");
    let mut ended = None;
    wait_until("the grader ends", AT_ONCE, || {
        ended = grader.try_wait().expect("it is our child");
        ended.is_some()
    });
    assert_eq!(ended.and_then(|status| status.code()), Some(130));
    assert_eq!(at_work_in(target.path()), []);
    assert_eq!(left_in(&target.path().join("grader/tmp")), [] as [String; 0]);
}

fn left_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the store has a place for scratch").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// A program that waits in real time for another that has left its process group.
const WAITS: &str = r#"
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

fn main() {
    let own = std::env::args().next().unwrap();
    if std::env::args().any(|arg| arg == "stay") {
        std::thread::sleep(Duration::from_secs(1000));
    }
    Command::new(own).arg("stay").process_group(0).spawn().unwrap().wait().unwrap();
}"#;

/// A program over which the compiler broods until it is stopped, its source long read.
const KEEPS_THE_COMPILER_BUSY: &str = r"
#![allow(long_running_const_eval)]

const ENDLESS: u32 = {
    let mut number = 0_u32;
    loop {
        number = number.wrapping_add(1);
    }
};

fn main() {
    let _ = ENDLESS;
}";

#[test]
fn ctrl_c_while_a_program_runs_leaves_nothing() {
    check(WAITS, Signal::INT, ("program stay", 0));
}

#[test]
fn ctrl_c_while_the_compiler_works_leaves_nothing() {
    check(KEEPS_THE_COMPILER_BUSY, Signal::INT, ("rustc", 50));
}

#[test]
fn a_request_to_end_leaves_nothing() {
    check(WAITS, Signal::TERM, ("program stay", 0));
}
