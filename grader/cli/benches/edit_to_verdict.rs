//! What a student waits for after an edit: the verdict, beside what others take for less.
//!
//! ```text
//! cargo bench --bench edit_to_verdict
//! EDIT_RUSTLINGS=FOLDER cargo bench --bench edit_to_verdict     where rustlings is not on the PATH
//! ```
//!
//! Method. In a copy of the course with the references as the student's programs, `src/main.rs` is
//! edited: a statement with a counter at the beginning of `main`, or one there that does not
//! compile. Then, each with a fresh edit and in turns, a clock watches
//!
//! - the save, until `cargo xtask watch` says that the check is finished;
//! - `cargo xtask check SLUG`, as typed. Both make all checks, hidden and random ones, too;
//! - `cargo build -p SLUG` with a target folder of its own, with the dev profile as cargo ships it
//!   (`debug = 2`) and with the workspace's own (`line-tables-only`), to both of which is added
//! - the program itself, once, with arguments for which it never waits;
//! - `cargo test -p SLUG`, which has no test to run;
//! - `rustlings run` on the same program, where it is installed and the program needs no tokio: as
//!   an exercise of rustlings' usual kind, which has a test, and as one without;
//! - rustc called directly on the same file, to make a program: everything anew without debug
//!   information, and with the grader's own flags and a memory of earlier calls. The best of the
//!   two is what is compared.
//!
//! Everything is warm: built before, linked before, all that is kept is kept. Figures are medians
//! of `EDIT_ROUNDS` (7). The second table says where the time of the check goes, by leaving parts
//! out: cargo (a small verb as typed, less the same verb of the built binary), the compiler with
//! the grader's flags up to the end of its front end, up to its objects, and up to the program,
//! and what is left of the check. The last line has all exercises checked when nothing has changed.

mod common;
#[path = "edit_to_verdict/desk.rs"]
mod desk;
#[path = "edit_to_verdict/rustlings.rs"]
mod rustlings;
#[path = "edit_to_verdict/tables.rs"]
mod tables;
#[path = "edit_to_verdict/watch.rs"]
mod watch;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use common::rustc::Rustc;
use common::student::{self, command};
use common::times::{Times, milliseconds};
use desk::{Desk, Edit, never_before};
use rustlings::Rustlings;

/// Exercises, arguments with which their programs never wait, and whether they need tokio.
const SUBJECTS: [(&str, &[&str], bool); 3] = [
    ("01-count", &["30"], false),
    ("08-upload-async", &["x", "0", "0"], true),
    ("09-go-async", &["30"], true),
];
const TARGETS: &str = "Targets: one tokio exercise at most 0.45 of `cargo build` and a run, 1.6 of \
    rustc; 0.65 of `rustlings run` on its own kind; an error at most 0.3 of `cargo build`; 300 ms \
    when nothing has changed.";

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("edit-to-verdict");
    // A watcher would be at work at every edit, so the watched have a copy of their own,
    // with the same things made once.
    let [course, watched] = ["course", "watched"].map(|name| place.join(name));
    for copy in [&course, &watched] {
        student::copy_course(copy).expect("the course can be copied");
        hand_in_references(copy).expect("the references can be handed in");
    }
    let shared = watched.join("target");
    if shared.symlink_metadata().is_err() {
        symlink(course.join("target"), shared).expect("a link can be made");
    }
    let rounds = common::setting("EDIT_ROUNDS", 7);
    let unchanged = unchanged(&course, rounds);
    let rustc = Rustc::of(&course);
    let rustlings = Rustlings::find(&place.join("rustlings"));
    let mut measured = Vec::new();
    for (folder, args, needs_tokio) in SUBJECTS {
        let main = Path::new("exercises").join(folder).join("src/main.rs");
        let text = fs::read_to_string(course.join(&main)).expect("the program can be read");
        let (_, slug) = folder.split_once('-').expect("a folder is a number and a name");
        let [statement, error] = [Edit::Statement, Edit::Error].map(|edit| {
            Desk {
                course: &course,
                watched: &watched,
                place: &place,
                rustc: &rustc,
                rustlings: rustlings.as_ref().filter(|_| !needs_tokio),
                slug,
                args,
                main: &main,
                text: text.clone(),
                edit,
                edits: never_before(),
            }
            .measure(rounds)
        });
        measured.push(tables::Row { slug, statement, error });
    }
    common::print_heading("From an edit to the verdict, warm");
    if rustlings.is_none() {
        println!("`rustlings` is not on the PATH, nor in EDIT_RUSTLINGS: it is left out.\n");
    }
    tables::print_ratios(&measured);
    tables::print_parts(&measured);
    tables::print_errors(&measured);
    println!("Nothing changed, all exercises: {} ms.\n\n{TARGETS}\n", milliseconds(unchanged));
}

/// Puts the references into the student's folders.
fn hand_in_references(course: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(course.join("solutions"))? {
        let solution = entry?.path();
        let exercise = course.join("exercises").join(solution.file_name().unwrap_or_default());
        if exercise.is_dir() {
            student::hand_in(&solution.join("src"), &exercise.join("src"))?;
        }
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
