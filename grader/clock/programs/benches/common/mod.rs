//! What the clock's benchmarks share: the programs, and how they are built and run.

#![allow(dead_code, unused_imports, reason = "each benchmark uses the part that it needs")]

pub(crate) mod subjects;

#[path = "../../../../cli/benches/steady/busy.rs"]
pub(crate) mod busy;
#[path = "../../../../cli/benches/common/machine.rs"]
mod machine;
#[path = "../../../../cli/benches/common/table.rs"]
pub(crate) mod table;
#[path = "../../../../cli/benches/common/times.rs"]
pub(crate) mod times;

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use engine::build::{Silent, Workshop};
use engine::run::{Clock, RunLimits, Runner};
use model::observation::Observation;
use model::spec::Run;
use sandbox::Confinement;

pub(crate) use machine::{cores, in_parallel, is_asked_for, load, print_heading};
use subjects::{Input, PIECES, Subject, TEXT};

/// Profiles, each with the folder that cargo gives it.
pub(crate) const PROFILES: [&str; 2] = ["debug", "release"];

/// Words after `cargo bench .. --`.
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn given() -> Words {
        Words(env::args().skip(1).filter(|word| word != "--bench").collect())
    }

    /// True when the word is there; it is used up.
    pub(crate) fn take(&mut self, word: &str) -> bool {
        let at = self.0.iter().position(|given| given == word);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// What follows the word; both are used up.
    pub(crate) fn take_after(&mut self, word: &str) -> Option<String> {
        let at = self.0.iter().position(|given| given == word)?;
        self.0.remove(at);
        assert!(at < self.0.len(), "{word} has to be followed by something");
        Some(self.0.remove(at))
    }

    pub(crate) fn take_number(&mut self, word: &str, default: usize) -> usize {
        let given = self.take_after(word);
        let number = given.map(|text| text.parse().expect("a number follows the word"));
        number.unwrap_or(default)
    }

    /// What is left.
    pub(crate) fn left(&self) -> &[String] {
        &self.0
    }

    /// What is left: the programs that are meant, or all.
    pub(crate) fn choose(&self) -> Vec<&'static Subject> {
        let is_meant = |subject: &&Subject| {
            self.0.is_empty() || self.0.iter().any(|part| subject.name().contains(part.as_str()))
        };
        let chosen: Vec<&Subject> = subjects::SUBJECTS.iter().filter(is_meant).collect();
        assert!(!chosen.is_empty(), "no program is called {}", self.0.join(" or "));
        chosen
    }
}

/// Builds the programs in both profiles.
pub(crate) fn build() {
    for release in [false, true] {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--quiet", "--package", env!("CARGO_PKG_NAME"), "--bins"]);
        cargo.args(release.then_some("--release"));
        cargo.arg("--target-dir").arg(target()).current_dir(env!("CARGO_MANIFEST_DIR"));
        let status = cargo.status().expect("cargo can be started");
        assert!(status.success(), "the programs do not build");
    }
}

fn target() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_hello"));
    program.ancestors().nth(2).expect("programs lie in a profile's folder").to_owned()
}

/// Where a program lies.
pub(crate) fn program(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(name)
}

/// What runs programs under the virtual clock.
pub(crate) fn runner() -> Runner {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let workshop = Workshop::open(&course, &mut Silent).expect("the workshop can be prepared");
    let clock = Clock::Virtual(workshop.clock().expect("the clock can be built"));
    Runner::new(clock, workshop.store()).with_limits(RunLimits {
        virtual_time: Duration::from_secs(3600),
        // What computes for two seconds may take long beside others who compute.
        wall: Duration::from_secs(300),
        ..RunLimits::default()
    })
}

/// One run of a program.
pub(crate) fn observe(runner: &Runner, profile: &str, subject: &Subject) -> Observation {
    let mut words = subject.command.split(' ').map(str::to_owned);
    let program = program(profile, &words.next().expect("a command has a program"));
    let stdin = if subject.input == Input::File { TEXT } else { "" };
    let run = Run { args: words.collect(), stdin: stdin.to_owned(), ..Run::default() };
    let recording = match subject.input {
        Input::None | Input::File => runner.run(Confinement::Unconfined, &program, &run),
        Input::Late => {
            runner.run_fed(Confinement::Unconfined, &program, &run, Some(pipe(30, &[TEXT])))
        }
        Input::Slow => {
            runner.run_fed(Confinement::Unconfined, &program, &run, Some(pipe(7, &PIECES)))
        }
    };
    recording.expect("the program can be run").observation
}

/// A pipe into which the pieces come, each so many real milliseconds after the one before.
fn pipe(after_ms: u64, pieces: &'static [&str]) -> Stdio {
    let (read, mut write) = io::pipe().expect("there is a pipe");
    thread::spawn(move || {
        for piece in pieces {
            thread::sleep(Duration::from_millis(after_ms));
            // A program that has ended reads no more, and its transcript says so.
            let _ = write.write_all(piece.as_bytes());
        }
    });
    read.into()
}
