//! What a student waits for after an edit: the verdict, against `cargo build` and one run.
//!
//! ```text
//! cargo bench --bench edit_to_verdict
//! ```
//!
//! Method. In a copy of the course with the references as the student's programs, `src/main.rs` is
//! edited: a comment with a counter at its end, which leaves an incremental build nothing to
//! generate; a statement with a counter in `main`; or one there that does not compile. Then, each
//! with a fresh edit and in turns, a clock watches
//!
//! - `cargo xtask check SLUG`, as typed, all checks, hidden and random ones, too;
//! - `cargo build -p SLUG` with a target folder of its own, with the workspace's own profile and
//!   with the dev profile as cargo ships it (`debug = 2`), to both of which is added
//! - the program itself, once, with arguments for which it never waits;
//! - rustc called directly on the same file, to make a program: everything anew without debug
//!   information, and with the grader's own flags and a memory of earlier calls. The best of the
//!   two is what is compared.
//!
//! The program is run once more as a student would run it, with its default arguments and all its
//! waiting (`EDIT_WAITS` times, 3), and the same build is added to it.
//!
//! Everything is warm: built before, linked before, all that is kept is kept. Figures are medians
//! of `EDIT_ROUNDS` (9). The second table says where the time goes, by leaving parts out: cargo
//! (a small verb as typed, less the same verb of the built binary), the compiler with the grader's
//! flags, of which its front end alone is a part, and what is left of the check. The last table
//! has all exercises checked when nothing has changed.

mod common;
#[path = "edit_to_verdict/desk.rs"]
mod desk;
#[path = "edit_to_verdict/rustc.rs"]
mod rustc;

use std::fs;
use std::path::Path;
use std::time::Duration;

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, milliseconds, ratio};
use desk::{Desk, Edit, Measured, What, never_before};
use rustc::Rustc;

/// Exercises, and arguments with which their programs never wait.
const SUBJECTS: [(&str, &str, &[&str]); 4] = [
    ("00-open-editor", "open-editor", &[]),
    ("01-count", "count", &["30"]),
    ("08-upload-async", "upload-async", &["x", "0", "0"]),
    ("09-go-async", "go-async", &["30"]),
];
const EDITS: [Edit; 3] = [Edit::Comment, Edit::Statement, Edit::Error];
const TARGETS: &str = "Targets: ratios of at most 0.6 to `cargo build` and a run, 1.6 to rustc, \
    0.3 to `cargo build` with an error; 300 ms when nothing has changed.";

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("edit-to-verdict");
    let course = place.join("course");
    student::copy_course(&course).expect("the course can be copied");
    for entry in fs::read_dir(course.join("solutions")).expect("there are solutions") {
        let solution = entry.expect("the folder can be read").path();
        let exercise = course.join("exercises").join(solution.file_name().unwrap_or_default());
        if exercise.is_dir() {
            hand_in(&solution.join("src"), &exercise.join("src"))
                .expect("the reference can be handed in");
        }
    }
    let rounds = common::setting("EDIT_ROUNDS", 9);
    let unchanged = unchanged(&course, rounds);
    let rustc = Rustc::of(&course);
    let mut measured = Vec::new();
    for (folder, slug, args) in SUBJECTS {
        let main = course.join("exercises").join(folder).join("src/main.rs");
        let text = fs::read_to_string(&main).expect("the program can be read");
        for edit in EDITS {
            let (course, place, rustc, main) = (&course, &place, &rustc, &main);
            let (text, edits) = (text.clone(), never_before());
            let mut desk = Desk { course, place, rustc, slug, args, main, text, edit, edits };
            measured.push((format!("{slug}, {}", edit.words()), edit, desk.measure(rounds)));
        }
    }
    common::print_heading("From an edit to the verdict, warm");
    print_ratios(&measured);
    print_parts(&measured);
    print_errors(&measured);
    println!("Nothing changed, all exercises: {} ms.\n\n{TARGETS}\n", milliseconds(unchanged));
}

/// Puts the reference into the student's folder.
fn hand_in(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// `cargo xtask check` of everything, once it has been checked.
fn unchanged(course: &Path, rounds: usize) -> Duration {
    let check = || student::run(command(course, &["cargo", "xtask", "check"]), &[0]);
    check();
    let mut times = Times::default();
    for _ in 0..rounds {
        times.take(check);
    }
    times.median()
}

type Row = (String, Edit, Measured);

fn print_ratios(measured: &[Row]) {
    let mut table = Table::new([
        "exercise, edit",
        "`cargo xtask check`, ms",
        "`cargo build` + run, ms",
        "ratio",
        "with `debug = 2`, ms",
        "ratio",
        "rustc, ms",
        "ratio",
        "`cargo build` + run as typed, ms",
        "ratio",
    ]);
    for (name, _, times) in measured.iter().filter(|(_, edit, _)| !matches!(edit, Edit::Error)) {
        let check = times.median(What::Check);
        let run = times.median(What::Run);
        let others = [
            times.median(What::Build) + run,
            times.median(What::FullBuild) + run,
            times.median(What::Bare).min(times.median(What::Again)),
            times.median(What::Build) + times.as_typed.median(),
        ];
        let [build, full, rustc, typed] = &others.map(milliseconds);
        let [to_build, to_full, to_rustc, to_typed] = &others.map(|other| ratio(check, other));
        table.row([
            name,
            &milliseconds(check),
            build,
            to_build,
            full,
            to_full,
            rustc,
            to_rustc,
            typed,
            to_typed,
        ]);
    }
    table.print();
}

fn print_parts(measured: &[Row]) {
    let mut table = Table::new([
        "exercise, edit",
        "all, ms",
        "cargo",
        "compiler",
        "(front end)",
        "course, runs, the rest",
        "(rustc, everything anew)",
        "(a run without the clock)",
    ]);
    for (name, _, times) in measured.iter().filter(|(_, edit, _)| !matches!(edit, Edit::Error)) {
        let compiler = times.median(What::Again);
        let parts = [
            times.median(What::Check),
            times.median(What::TypedList).saturating_sub(times.median(What::List)),
            compiler,
            times.median(What::FrontEnd),
            times.median(What::Verb).saturating_sub(compiler),
            times.median(What::Bare),
            times.median(What::Run),
        ];
        let [all, cargo, compiler, front_end, rest, bare, run] = &parts.map(milliseconds);
        table.row([name, all, cargo, compiler, front_end, rest, bare, run]);
    }
    table.print();
}

/// The way to an error, against the build that would have been without one.
fn print_errors(measured: &[Row]) {
    let mut table = Table::new([
        "exercise",
        "`cargo xtask check`, ms",
        "`cargo build` without the error, ms",
        "ratio",
        "`cargo build` with the error, ms",
        "the built verb, ms",
        "rustc's front end, ms",
    ]);
    for ((slug, subject), failed) in
        SUBJECTS.iter().zip(measured.chunks(EDITS.len())).filter_map(|((_, slug, _), edits)| {
            match edits {
                [_, (_, _, statement), (_, _, error)] => Some(((slug, statement), error)),
                _ => None,
            }
        })
    {
        let check = failed.median(What::Check);
        let build = subject.median(What::Build);
        let parts = [check, build, failed.median(What::Build), failed.median(What::Verb)];
        let [check_ms, build_ms, failed_build, verb] = &parts.map(milliseconds);
        let front_end = milliseconds(failed.median(What::FrontEnd));
        let to_build = ratio(check, build);
        table.row([slug, check_ms, build_ms, &to_build, failed_build, verb, &front_end]);
    }
    table.print();
}
