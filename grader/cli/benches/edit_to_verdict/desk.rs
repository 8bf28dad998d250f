//! A student's place of work at one exercise, and what is timed there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::common;
use crate::common::rustc::Rustc;
use crate::common::student::{self, command};
use crate::common::times::Times;
use crate::rustlings::Rustlings;
use crate::watch::Watch;

/// Arguments that a student types after `cargo run -p SLUG`: none, which runs the defaults.
const AS_TYPED: &[&str] = &[];

/// What a student changes, at the beginning of `main`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// A statement.
    Statement,
    /// One that does not compile.
    Error,
}

impl Edit {
    /// The program with its `count`th edit.
    fn of(self, text: &str, count: u64) -> String {
        const MAIN: &str = "fn main() {\n";
        let statement = match self {
            Edit::Statement => format!("std::hint::black_box({count}_u64)"),
            Edit::Error => format!("let count: u64 = \"{count}\""),
        };
        text.replacen(MAIN, &format!("{MAIN}    {statement};\n"), 1)
    }
}

/// What is timed, each after a fresh edit unless it says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// From the save to the end of the check of `cargo xtask watch`.
    Watch,
    /// `cargo xtask check SLUG`.
    Check,
    /// The built verbs, `check SLUG`.
    Verb,
    /// `cargo build -p SLUG` with the workspace's dev profile.
    Build,
    /// The same with cargo's own dev profile, `debug = 2`.
    FullBuild,
    /// `cargo test -p SLUG`.
    Test,
    /// `rustlings run` on an exercise without a test.
    Rustlings,
    /// The same on one with a test.
    RustlingsTested,
    /// rustc, without debug information, everything anew.
    Bare,
    /// rustc with the grader's own flags and a memory of earlier calls.
    Again,
    /// The same up to the objects: nothing is linked.
    Objects,
    /// The same up to the end of the front end.
    FrontEnd,
    /// The program that cargo built, unedited, with arguments for which it never waits.
    Run,
    /// `cargo xtask list`, unedited.
    TypedList,
    /// The built verbs, `list`, unedited.
    List,
}

use What::{
    Again, Bare, Build, Check, FrontEnd, FullBuild, List, Objects, Run, RustlingsTested, Test,
    TypedList, Verb,
};

const ALL: [What; 15] = [
    What::Watch,
    Check,
    FullBuild,
    Build,
    Test,
    What::Rustlings,
    RustlingsTested,
    Verb,
    Bare,
    Again,
    Objects,
    FrontEnd,
    Run,
    TypedList,
    List,
];
/// What there is to time when the program does not compile.
const OF_ERRORS: [What; 5] = [What::Watch, Check, Build, Verb, FrontEnd];
/// The grader's own flags.
const OWN: [&str; 4] = [
    "-Cdebuginfo=line-tables-only",
    "-Clink-arg=-Wl,-O0",
    "-Cincremental=memory",
    "-Ccodegen-units=16",
];

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

    /// None where that was left out.
    pub(crate) fn median_of(&self, what: What) -> Option<Duration> {
        self.times.get(&what).map(Times::median)
    }
}

/// Where one exercise is worked at.
pub(crate) struct Desk<'a> {
    pub(crate) course: &'a Path,
    /// The copy of the course in which the exercise is watched.
    pub(crate) watched: &'a Path,
    pub(crate) place: &'a Path,
    pub(crate) rustc: &'a Rustc,
    /// None where it cannot build the program.
    pub(crate) rustlings: Option<&'a Rustlings>,
    pub(crate) slug: &'a str,
    pub(crate) args: &'a [&'a str],
    /// The program's file, in each copy.
    pub(crate) main: &'a Path,
    /// The program before all edits.
    pub(crate) text: String,
    pub(crate) edit: Edit,
    pub(crate) edits: u64,
}

impl Desk<'_> {
    /// Times everything in turns, each the first one as often as the others.
    pub(crate) fn measure(mut self, rounds: usize) -> Measured {
        let watch = Watch::begin(&self.verbs(), self.watched, self.slug);
        let mut measured = Measured::default();
        let compiles = self.edit == Edit::Statement;
        let whats: &[What] = if compiles { &ALL } else { &OF_ERRORS };
        let is_there = |what: &What| {
            self.rustlings.is_some() || ![What::Rustlings, RustlingsTested].contains(what)
        };
        let whats: Vec<What> = whats.iter().copied().filter(is_there).collect();
        // The first round makes everything warm, and counts for nothing.
        for round in 0..=rounds {
            for turn in 0..whats.len() {
                let what = whats[(round + turn) % whats.len()];
                let took = self.time(what, &watch);
                if round > 0 {
                    measured.times.entry(what).or_default().push(took);
                }
            }
        }
        if compiles {
            for _ in 0..common::setting("EDIT_WAITS", 3) {
                let program = self.program(AS_TYPED);
                measured.as_typed.take(|| student::run(program, &[0]));
            }
        }
        drop(watch);
        for course in [self.course, self.watched] {
            save(&course.join(self.main), &self.text);
        }
        measured
    }

    /// Edits the program, does one thing, and says how long that took.
    fn time(&mut self, what: What, watch: &Watch) -> Duration {
        self.edits += 1;
        let text = self.edit.of(&self.text, self.edits);
        match what {
            What::Watch => return watch.time(|| save(&self.watched.join(self.main), &text)),
            What::Rustlings => self.rustlings().write("plain", &text),
            RustlingsTested => self.rustlings().write("tested", &text),
            Run | TypedList | List => {}
            _ => save(&self.course.join(self.main), &text),
        }
        let command = self.command(what);
        let ends: &[i32] = if self.edit == Edit::Statement { &[0] } else { &[1, 101] };
        let mut times = Times::default();
        times.take(|| student::run(command, ends));
        times.median()
    }

    fn command(&self, what: What) -> Command {
        let main = self.course.join(self.main);
        let rustc = |folder: &str, flags: &[&str]| {
            self.rustc.command(&self.place.join(folder).join(self.slug), &main, flags)
        };
        match what {
            What::Watch | Check => command(self.course, &["cargo", "xtask", "check", self.slug]),
            TypedList => command(self.course, &["cargo", "xtask", "list"]),
            Verb => command(self.course, &[&self.verbs().to_string_lossy(), "check", self.slug]),
            List => command(self.course, &[&self.verbs().to_string_lossy(), "list"]),
            Build => self.cargo("build", "plain", &[]),
            FullBuild => self.cargo("build", "full", &["--config", "profile.dev.debug=2"]),
            Test => self.cargo("test", "test", &[]),
            What::Rustlings => self.rustlings().command("plain"),
            RustlingsTested => self.rustlings().command("tested"),
            Bare => rustc("bare", &["-Cdebuginfo=0", "-Cstrip=debuginfo"]),
            Again => rustc("again", &OWN),
            Objects => rustc("objects", &[&OWN[..], &["--emit=obj"]].concat()),
            FrontEnd => rustc("front-end", &[&OWN[..], &["--emit=metadata"]].concat()),
            Run => self.program(self.args),
        }
    }

    fn cargo(&self, verb: &str, target: &str, settings: &[&str]) -> Command {
        let mut cargo = command(self.course, &["cargo", verb, "-p", self.slug]);
        cargo.args(settings).arg("--target-dir").arg(self.place.join(target));
        cargo
    }

    fn verbs(&self) -> PathBuf {
        self.course.join("target/submission/verbs")
    }

    fn rustlings(&self) -> &Rustlings {
        self.rustlings.expect("it is only asked for where it is there")
    }

    /// What cargo built, to be run outside the course.
    fn program(&self, args: &[&str]) -> Command {
        let mut program = Command::new(self.place.join("plain/debug").join(self.slug));
        program.args(args).current_dir(self.place);
        program
    }
}

fn save(main: &Path, text: &str) {
    fs::write(main, text).expect("the program can be written");
}

/// A number to count edits from that no earlier run has come to: its programs are kept.
pub(crate) fn never_before() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    now.as_secs() * 1000
}
