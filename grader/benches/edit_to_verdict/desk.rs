//! A student's place of work at one exercise, and what is timed there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::common;
use crate::common::student::{self, command};
use crate::common::times::Times;
use crate::rustc::Rustc;

/// Arguments that a student types after `cargo run -p SLUG`: none, which runs the defaults.
const AS_TYPED: &[&str] = &[];

/// What a student changes.
#[derive(Clone, Copy)]
pub(crate) enum Edit {
    /// At the end of the file.
    Comment,
    /// At the beginning of `main`.
    Statement,
    /// In the same place, one that does not compile.
    Error,
}

impl Edit {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Edit::Comment => "a comment",
            Edit::Statement => "a statement",
            Edit::Error => "an error",
        }
    }

    /// The program with its `count`th edit.
    fn of(self, text: &str, count: u64) -> String {
        const MAIN: &str = "fn main() {\n";
        let begun =
            |statement: String| text.replacen(MAIN, &format!("{MAIN}    {statement};\n"), 1);
        match self {
            Edit::Comment => format!("{text}// Edit {count}.\n"),
            Edit::Statement => begun(format!("std::hint::black_box({count}_u64)")),
            Edit::Error => begun(format!("let count: u64 = \"{count}\"")),
        }
    }
}

/// What is timed, each after a fresh edit unless it says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// `cargo xtask check SLUG`.
    Check,
    /// The built verbs, `check SLUG`.
    Verb,
    /// `cargo build -p SLUG` with the workspace's dev profile.
    Build,
    /// The same with cargo's own dev profile, `debug = 2`.
    FullBuild,
    /// rustc, without debug information, everything anew.
    Bare,
    /// rustc with the grader's own flags and a memory of earlier calls.
    Again,
    /// rustc's front end alone.
    FrontEnd,
    /// The program that cargo built, unedited, with arguments for which it never waits.
    Run,
    /// `cargo xtask list`, unedited.
    TypedList,
    /// The built verbs, `list`, unedited.
    List,
}

use What::{Again, Bare, Build, Check, FrontEnd, FullBuild, List, Run, TypedList, Verb};

const ALL: [What; 10] =
    [Check, Build, FullBuild, Verb, Bare, Again, FrontEnd, Run, TypedList, List];
/// What there is to time when the program does not compile.
const OF_ERRORS: [What; 4] = [Check, Build, Verb, FrontEnd];

/// The times of one exercise under one kind of edit.
#[derive(Default)]
pub(crate) struct Measured {
    times: BTreeMap<What, Times>,
    /// The program with its default arguments and all its waiting.
    pub(crate) as_typed: Times,
}

impl Measured {
    pub(crate) fn median(&self, what: What) -> Duration {
        self.times[&what].median()
    }
}

/// Where one exercise is worked at.
pub(crate) struct Desk<'a> {
    pub(crate) course: &'a Path,
    pub(crate) place: &'a Path,
    pub(crate) rustc: &'a Rustc,
    pub(crate) slug: &'a str,
    pub(crate) args: &'a [&'a str],
    pub(crate) main: &'a Path,
    /// The program before all edits.
    pub(crate) text: String,
    pub(crate) edit: Edit,
    pub(crate) edits: u64,
}

impl Desk<'_> {
    /// Times everything in turns, each the first one as often as the others.
    pub(crate) fn measure(&mut self, rounds: usize) -> Measured {
        let mut measured = Measured::default();
        let whats: &[What] = if self.compiles() { &ALL } else { &OF_ERRORS };
        // The first round makes everything warm, and counts for nothing.
        for round in 0..=rounds {
            for turn in 0..whats.len() {
                let what = whats[(round + turn) % whats.len()];
                let took = self.time(what);
                if round > 0 {
                    measured.times.entry(what).or_default().push(took);
                }
            }
        }
        if self.compiles() {
            for _ in 0..common::setting("EDIT_WAITS", 3) {
                let program = self.program(AS_TYPED);
                measured.as_typed.take(|| student::run(program, &[0]));
            }
        }
        fs::write(self.main, &self.text).expect("the program can be written");
        measured
    }

    fn compiles(&self) -> bool {
        !matches!(self.edit, Edit::Error)
    }

    /// Edits the program, does one thing, and says how long that took.
    fn time(&mut self, what: What) -> Duration {
        self.edits += 1;
        let text = self.edit.of(&self.text, self.edits);
        if ![Run, TypedList, List].contains(&what) {
            fs::write(self.main, text).expect("the program can be written");
        }
        let command = self.command(what);
        let ends: &[i32] = if self.compiles() { &[0] } else { &[1, 101] };
        let mut times = Times::default();
        times.take(|| student::run(command, ends));
        times.median()
    }

    fn command(&self, what: What) -> Command {
        let rustc = |folder: &str, flags: &[&str]| {
            let dir = self.place.join(folder).join(self.slug);
            self.rustc.command(&dir, self.main, flags)
        };
        match what {
            Check => command(self.course, &["cargo", "xtask", "check", self.slug]),
            TypedList => command(self.course, &["cargo", "xtask", "list"]),
            Verb => self.verb(&["check", self.slug]),
            List => self.verb(&["list"]),
            Build => self.build("plain", &[]),
            FullBuild => self.build("full", &["--config", "profile.dev.debug=2"]),
            Bare => rustc("bare", &["-Cdebuginfo=0", "-Cstrip=debuginfo"]),
            Again => rustc(
                "again",
                &[
                    "-Cdebuginfo=line-tables-only",
                    "-Clink-arg=-Wl,-O0",
                    "-Cincremental=memory",
                    "-Ccodegen-units=16",
                ],
            ),
            FrontEnd => rustc("front-end", &["--emit=metadata"]),
            Run => self.program(self.args),
        }
    }

    fn build(&self, target: &str, settings: &[&str]) -> Command {
        let mut build = command(self.course, &["cargo", "build", "-p", self.slug]);
        build.args(settings).arg("--target-dir").arg(self.place.join(target));
        build
    }

    /// A verb, without cargo.
    fn verb(&self, words: &[&str]) -> Command {
        let program = self.course.join("target/debug/verbs");
        let mut verb = command(self.course, &[&program.to_string_lossy()]);
        verb.args(words);
        verb
    }

    /// What cargo built, to be run outside the course.
    fn program(&self, args: &[&str]) -> Command {
        let mut program = Command::new(self.place.join("plain/debug").join(self.slug));
        program.args(args).current_dir(self.place);
        program
    }
}

/// A number to count edits from that no earlier run has come to: its programs are kept.
pub(crate) fn never_before() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    now.as_secs() * 1000
}
