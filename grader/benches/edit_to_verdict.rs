//! What a student waits for after an edit: the verdict, against `cargo build` and one run.
//!
//! ```text
//! cargo bench --bench edit_to_verdict
//! ```
//!
//! Method. In a copy of the course with the reference as the student's program, a comment with
//! a counter is added to `src/main.rs`; then, each with a fresh edit and in turns, a clock
//! watches
//!
//! - `cargo xtask check SLUG`, as typed, all checks, hidden and random ones, too;
//! - `cargo build -p SLUG` with a target folder of its own, and then the program itself, once,
//!   with arguments for which it never waits. With the workspace's own profile, and with the dev
//!   profile as cargo ships it (`debug = 2`).
//!
//! Everything is warm: built before, linked before, all that is kept is kept. Figures are medians
//! of `EDIT_ROUNDS` (9). The second table says where the time goes, by leaving parts out: cargo
//! (the same command through the built binary), the compiler (the same source again, whose
//! program is kept), the course (a verb that only reads it).

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, milliseconds, ratio};

/// Exercises, and arguments with which their programs never wait.
const SUBJECTS: [(&str, &str, &[&str]); 3] = [
    ("01-count", "count", &["30"]),
    ("08-upload-async", "upload-async", &["x", "0", "0"]),
    ("09-go-async", "go-async", &["30"]),
];
const TARGET: f64 = 0.6;

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("edit-to-verdict");
    let course = place.join("course");
    student::copy_course(&course).expect("the course can be copied");
    let rounds = common::setting("EDIT_ROUNDS", 9);
    let measured = SUBJECTS.map(|(folder, slug, args)| {
        let from = course.join("solutions").join(folder).join("src");
        let to = course.join("exercises").join(folder).join("src");
        hand_in(&from, &to).expect("the reference can be handed in");
        let mut desk =
            Desk { course: &course, main: to.join("main.rs"), place: &place, slug, args, edits: 0 };
        (slug, desk.measure(rounds))
    });
    print(&measured);
}

fn print(measured: &[(&str, Measured)]) {
    common::print_heading("From an edit to the verdict, warm");
    let mut table = Table::new([
        "exercise",
        "`cargo xtask check`, ms",
        "`cargo build` + run, ms",
        "ratio",
        "with `debug = 2`, ms",
        "ratio",
    ]);
    for (slug, times) in measured {
        let check = times.check.median();
        let plain = times.plain.median() + times.run.median();
        let full = times.full.median() + times.run.median();
        let cells = [check, plain, full].map(milliseconds);
        let [check_ms, plain_ms, full_ms] = &cells;
        let (to_plain, to_full) = (ratio(check, plain), ratio(check, full));
        table.row([slug, check_ms, plain_ms, &to_plain, full_ms, &to_full]);
    }
    table.print();
    println!("Target: a ratio of at most {TARGET}.\n");

    let mut table = Table::new([
        "exercise",
        "all, ms",
        "cargo",
        "compiler",
        "course",
        "runs and the rest",
        "(a run without the clock)",
    ]);
    for (slug, times) in measured {
        let all = times.check.median();
        let (edited, again) = (times.edited.median(), times.again.median());
        let course = times.course.median();
        let parts = [
            all,
            all.saturating_sub(edited),
            edited.saturating_sub(again),
            course,
            again.saturating_sub(course),
            times.run.median(),
        ];
        let [all, cargo, compiler, course, rest, run] = &parts.map(milliseconds);
        table.row([slug, all, cargo, compiler, course, rest, run]);
    }
    table.print();
}

/// The times of one exercise.
#[derive(Default)]
struct Measured {
    /// `cargo xtask check SLUG` after an edit.
    check: Times,
    /// `cargo build -p SLUG` after an edit.
    plain: Times,
    /// The same with `debug = 2`.
    full: Times,
    /// The program that cargo built.
    run: Times,
    /// The built `xtask check SLUG` after an edit.
    edited: Times,
    /// The same once more.
    again: Times,
    /// The built `xtask list`.
    course: Times,
}

/// A student's place of work at one exercise.
struct Desk<'a> {
    course: &'a Path,
    main: PathBuf,
    place: &'a Path,
    slug: &'a str,
    args: &'a [&'a str],
    edits: usize,
}

impl Desk<'_> {
    fn measure(&mut self, rounds: usize) -> Measured {
        let mut times = Measured::default();
        // The first round makes everything warm, and counts for nothing.
        for round in 0..=rounds {
            let mut once = Measured::default();
            // Each is the first one as often as the others.
            for turn in 0..4 {
                match (round + turn) % 4 {
                    0 => self.time(&mut once.check, self.check()),
                    1 => self.time(&mut once.plain, self.build("plain", &[])),
                    2 => self.time(
                        &mut once.full,
                        self.build("full", &["--config", "profile.dev.debug=2"]),
                    ),
                    _ => {
                        self.time(&mut once.edited, self.built(&["check", self.slug]));
                        let again = self.built(&["check", self.slug]);
                        once.again.take(|| student::run(again, &[0]));
                    }
                }
            }
            let program = self.place.join("plain/debug").join(self.slug);
            let mut program = Command::new(program);
            program.args(self.args).current_dir(self.place);
            once.run.take(|| student::run(program, &[0]));
            once.course.take(|| student::run(self.built(&["list"]), &[0]));
            if round > 0 {
                times.add(&once);
            }
        }
        times
    }

    /// Edits the program, and times what follows.
    fn time(&mut self, times: &mut Times, command: Command) {
        self.edits += 1;
        let mut text = fs::read_to_string(&self.main).expect("the program can be read");
        text += &format!("// Edit {}.\n", self.edits);
        fs::write(&self.main, text).expect("the program can be written");
        times.take(|| student::run(command, &[0]));
    }

    fn check(&self) -> Command {
        command(self.course, &["cargo", "xtask", "check", self.slug])
    }

    fn build(&self, target: &str, settings: &[&str]) -> Command {
        let mut build = command(self.course, &["cargo", "build", "-p", self.slug]);
        build.args(settings).arg("--target-dir").arg(self.place.join(target));
        build
    }

    /// The verb, without cargo.
    fn built(&self, words: &[&str]) -> Command {
        let program = self.course.join("target/debug/xtask");
        let mut built = command(self.course, &[&program.to_string_lossy()]);
        built.args(words);
        built
    }
}

impl Measured {
    fn add(&mut self, once: &Measured) {
        self.check.push(once.check.median());
        self.plain.push(once.plain.median());
        self.full.push(once.full.median());
        self.run.push(once.run.median());
        self.edited.push(once.edited.median());
        self.again.push(once.again.median());
        self.course.push(once.course.median());
    }
}

/// Puts the reference into the student's folder.
fn hand_in(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
