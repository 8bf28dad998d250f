//! Every trick by which a program could make its times better than they are: what needs `unsafe`
//! does not compile as a submission, and compiled all the same gains nothing.

mod limited;

use std::fs;
use std::path::Path;
use std::process::Command;

use engine::build::Built;
use engine::run::{Clock, RunError, Runner};
use limited::{runner, short};
use model::spec::Run;
use model::transcript::End;
use sandbox::Confinement;

fn check(command: &str, expected: &str) {
    limited::check(command, &short(), expected);
}

/// What the compiler has against a trick that a student hands in.
fn refusal(name: &str) -> Option<String> {
    // A student has no reason to say why.
    let source = limited::source(name);
    let lines = source.lines().filter(|line| !line.starts_with("#![allow(unsafe_code"));
    match limited::submitted(name, lines.flat_map(|line| [line, "\n"]).collect()) {
        Built::Program(_) => None,
        Built::Refused(errors) => Some(errors.first_message),
    }
}

#[test]
fn what_needs_unsafe_does_not_compile_as_a_submission() {
    let names = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin"));
    let names = names.expect("there are programs").flatten().map(|file| file.path());
    let mut refused = Vec::new();
    for file in names {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        if !name.starts_with("trick_") {
            continue;
        }
        let refusal = refusal(&name);
        if limited::source(&name).contains("unsafe {") {
            let why = refusal.expect("it is refused");
            assert!(why.contains("unsafe") || why.contains("extern"), "{name}: {why}");
            refused.push(name);
        } else {
            assert_eq!(refusal, None, "{name}");
        }
    }
    refused.sort();
    let expected = ["counter", "own_libc", "process_calls", "raw_calls", "records"];
    assert_eq!(refused, expected.map(|name| format!("trick_{name}")));
}

#[test]
fn system_calls_of_its_own_are_answered_by_the_clock() {
    check(
        "trick_raw_calls",
        "1000  written by hand
         1000  slept 1s
         1000  (ended)",
    );
}

#[test]
fn a_second_c_library_is_answered_by_the_clock() {
    check(
        "trick_own_libc",
        "1000  written by libc's own write
         1000  slept 1s
         1000  (ended)",
    );
}

#[test]
fn a_counter_of_the_processor_moves_no_time() {
    check("trick_counter", "0  waiting\n0  (busy waiting)");
}

#[test]
fn output_under_another_name_has_its_time_like_the_rest() {
    check(
        "other_outputs",
        "1000  name 1
         2000  name 2
         3000  name 3
         4000  name 4
         4000  its own name
         5000  from a file
         file  note.txt: from a file
         5000  (ended)",
    );
}

#[test]
fn the_memory_of_a_process_is_not_opened_for_writing_however_it_is_spelt() {
    let names = ["/proc/self/mem", "/proc/thread-self/mem", "link", "relative", "task"];
    for name in names {
        let tampered = "0  before
                        0  (tampered: it opened the memory of a process for writing)
                        stopped at src/main.rs:42";
        check(&format!("trick_memory {name}"), tampered);
    }
}

#[test]
fn what_the_system_tells_of_a_process_is_not_there() {
    let expected = "0  before
                    0  No such file or directory (os error 2)
                    0  after
                    0  (ended)";
    check("trick_memory reading-first", expected);
}

#[test]
fn a_child_cannot_open_its_parents_memory() {
    check(
        "trick_memory child",
        "0  before
         0  child: before
         0  Permission denied (os error 13)
         0  after
         0  after
         0  (ended)",
    );
}

#[test]
fn records_cannot_be_forged_by_the_name_of_their_descriptor() {
    check("trick_records_by_name", "0  before\n0  after\n0  (ended)");
}

#[test]
fn a_program_that_writes_to_the_records_is_stopped() {
    check(
        "trick_records",
        "0  before
         0  (tampered: it reached for the clock's own records)",
    );
}

/// It writes to every descriptor that it has. One of another run among them would end that run,
/// perhaps before its clock is in force: "did not load".
#[test]
fn programs_that_are_started_at_once_inherit_nothing_of_each_other() {
    let path = Path::new(env!("CARGO_BIN_EXE_trick_records"));
    let runner = runner(short());
    let runs = || {
        for _ in 0..20 {
            let recording = runner.run(Confinement::Unconfined, path, &Run::default());
            let end = recording.expect("its clock loads").observation.transcript.end;
            // Which of its own it comes to first depends on their numbers.
            assert!(matches!(end, End::Tampered { .. }), "{end:?}");
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(runs);
        }
    });
}

#[test]
fn nobody_reaches_into_a_process() {
    check(
        "trick_process_calls ptrace",
        "0  before
         0  (tampered: it made the system call 101)",
    );
    check(
        "trick_process_calls write",
        "0  before
         0  (tampered: it made the system call 311)",
    );
}

#[test]
fn a_program_cannot_replace_itself_by_one_without_the_clock() {
    check("trick_again replace", "0  Operation not permitted (os error 1)\n0  (ended)");
}

#[test]
fn what_a_child_without_the_clock_writes_is_never_taken_for_timed() {
    check(
        "trick_again child",
        "0  eight
         0  (ended)
         inexact: some of its output passed by the clock",
    );
}

#[test]
fn a_child_with_a_clock_of_the_programs_choosing_gains_nothing() {
    let observation = limited::observe("trick_again clock", short());
    assert!(!observation.trace.is_exact(), "{observation:?}");
    let times = observation.transcript.stdout().map(|line| line.at_ms);
    assert!(times.max() == Some(0), "{observation:?}");
}

#[test]
fn a_program_that_does_not_load_the_clock_is_not_graded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("static");
    let mut rustc = Command::new(std::env::var("RUSTC").unwrap_or("rustc".to_owned()));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/hello.rs");
    rustc.args(["--edition=2024", "-Ctarget-feature=+crt-static", "-o"]).arg(&path).arg(source);
    assert!(rustc.status().expect("the compiler runs").success());
    let answer = runner(short()).run(Confinement::Unconfined, &path, &Run::default());
    assert!(matches!(answer, Err(RunError::NoClock { .. })), "{answer:?}");
}

#[test]
fn the_linkers_reason_why_the_clock_did_not_load_is_told() {
    let clock = tempfile::NamedTempFile::new().expect("a file that is no library");
    let runner = Runner::new(Clock::Virtual(clock.path().into()), limited::WORKSHOP.store());
    let program = Path::new(env!("CARGO_BIN_EXE_hello"));
    let answer = runner.run(Confinement::Unconfined, program, &Run::default());
    let error = answer.expect_err("there is no clock").to_string();
    assert!(error.contains("did not load into the program (ended): ERROR: ld.so:"), "{error}");
    assert!(error.contains("file too short"), "{error}");
}
