//! What a student waits for after an edit: the verdict, against `cargo build` and one run.
//!
//! ```text
//! cargo bench --bench edit_to_verdict
//! ```
//!
//! Method. In a copy of the course with the reference as the student's program, `src/main.rs` is
//! edited: a comment with a counter at its end, which leaves cargo's incremental build nothing
//! to generate, or a statement with a counter in `main`. Then, each with a fresh edit and in
//! turns, a clock watches
//!
//! - `cargo xtask check SLUG`, as typed, all checks, hidden and random ones, too;
//! - `cargo build -p SLUG` with a target folder of its own, and then the program itself, once,
//!   with arguments for which it never waits. With the workspace's own profile, and with the dev
//!   profile as cargo ships it (`debug = 2`).
//!
//! The program is run once more as a student would run it, with its default arguments and all its
//! waiting (`EDIT_WAITS` times, 3): the first table's last columns have the build and this run.
//!
//! Everything is warm: built before, linked before, all that is kept is kept. Figures are medians
//! of `EDIT_ROUNDS` (9). The second table says where the time goes, by leaving parts out: cargo
//! (a small verb as typed, less the same verb of the built binary), the compiler (the built binary
//! after an edit, less the same once more, when the program is kept), the course (the verb that
//! only reads it), the runs and all the rest (what is left of the check of a kept program).

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use common::student::{self, command};
use common::table::Table;
use common::times::{Times, milliseconds, ratio};

/// Exercises, and arguments with which their programs never wait.
const SUBJECTS: [(&str, &str, &[&str]); 3] = [
    ("01-count", "count", &["30"]),
    ("08-upload-async", "upload-async", &["x", "0", "0"]),
    ("09-go-async", "go-async", &["30"]),
];
/// What a student types after `cargo run -p SLUG`: nothing, which runs the defaults.
const AS_TYPED: &[&str] = &[];
const TARGET: f64 = 0.6;

fn main() {
    if !common::is_asked_for() {
        return;
    }
    let place = student::place().join("edit-to-verdict");
    let course = place.join("course");
    student::copy_course(&course).expect("the course can be copied");
    let rounds = common::setting("EDIT_ROUNDS", 9);
    let mut measured = Vec::new();
    for (folder, slug, args) in SUBJECTS {
        let from = course.join("solutions").join(folder).join("src");
        let to = course.join("exercises").join(folder).join("src");
        hand_in(&from, &to).expect("the reference can be handed in");
        let main = to.join("main.rs");
        let text = fs::read_to_string(&main).expect("the program can be read");
        for edit in [Edit::Comment, Edit::Statement] {
            let text = text.clone();
            let (course, place, main) = (&course, &place, &main);
            let mut desk =
                Desk { course, place, slug, args, main, text, edit, edits: never_before() };
            measured.push((format!("{slug}, {}", edit.words()), desk.measure(rounds)));
        }
    }
    print(&measured);
}

fn print(measured: &[(String, Measured)]) {
    common::print_heading("From an edit to the verdict, warm");
    let mut table = Table::new([
        "exercise, edit",
        "`cargo xtask check`, ms",
        "`cargo build` + run, ms",
        "ratio",
        "with `debug = 2`, ms",
        "ratio",
        "`cargo build` + run as typed, ms",
        "ratio",
    ]);
    for (slug, times) in measured {
        let check = times.check.median();
        let plain = times.plain.median() + times.run.median();
        let full = times.full.median() + times.run.median();
        let typed = times.plain.median() + times.waits.median();
        let cells = [check, plain, full, typed].map(milliseconds);
        let [check_ms, plain_ms, full_ms, typed_ms] = &cells;
        let [to_plain, to_full, to_typed] = &[plain, full, typed].map(|other| ratio(check, other));
        table.row([slug, check_ms, plain_ms, to_plain, full_ms, to_full, typed_ms, to_typed]);
    }
    table.print();
    println!("Target: a ratio of at most {TARGET}.\n");

    let mut table = Table::new([
        "exercise, edit",
        "all, ms",
        "cargo",
        "compiler",
        "course",
        "runs and the rest",
        "(a run without the clock)",
    ]);
    for (slug, times) in measured {
        let (again, course) = (times.again.median(), times.course.median());
        let parts = [
            times.check.median(),
            times.typed.median().saturating_sub(course),
            times.edited.median().saturating_sub(again),
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
    /// The same as typed, with its waiting.
    waits: Times,
    /// The built `verbs check SLUG` after an edit.
    edited: Times,
    /// The same once more.
    again: Times,
    /// The built `verbs list`.
    course: Times,
    /// `cargo xtask list`.
    typed: Times,
}

/// What a student changes.
#[derive(Clone, Copy)]
enum Edit {
    /// At the end of the file.
    Comment,
    /// At the beginning of `main`.
    Statement,
}

impl Edit {
    fn words(self) -> &'static str {
        match self {
            Edit::Comment => "a comment",
            Edit::Statement => "a statement",
        }
    }

    /// The program with its `count`th edit.
    fn of(self, text: &str, count: u64) -> String {
        const MAIN: &str = "fn main() {\n";
        match self {
            Edit::Comment => format!("{text}// Edit {count}.\n"),
            Edit::Statement => {
                let begun = format!("{MAIN}    std::hint::black_box({count}_u64);\n");
                text.replacen(MAIN, &begun, 1)
            }
        }
    }
}

/// A student's place of work at one exercise.
struct Desk<'a> {
    course: &'a Path,
    place: &'a Path,
    slug: &'a str,
    args: &'a [&'a str],
    main: &'a Path,
    /// The program before all edits.
    text: String,
    edit: Edit,
    edits: u64,
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
            let typed = command(self.course, &["cargo", "xtask", "list"]);
            once.typed.take(|| student::run(typed, &[0]));
            if round > 0 {
                times.add(&once);
            }
        }
        for _ in 0..common::setting("EDIT_WAITS", 3) {
            let mut as_typed = Command::new(self.place.join("plain/debug").join(self.slug));
            as_typed.args(AS_TYPED).current_dir(self.place);
            times.waits.take(|| student::run(as_typed, &[0]));
        }
        times
    }

    /// Edits the program, and times what follows.
    fn time(&mut self, times: &mut Times, command: Command) {
        self.edits += 1;
        let text = self.edit.of(&self.text, self.edits);
        fs::write(self.main, text).expect("the program can be written");
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
        let program = self.course.join("target/debug/verbs");
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
        self.typed.push(once.typed.median());
    }
}

/// A number to count edits from that no earlier run has come to: its programs are kept.
fn never_before() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    now.as_secs() * 1000
}

/// Puts the reference into the student's folder.
fn hand_in(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
