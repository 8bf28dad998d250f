//! Runs a program under a clock and says what was seen, from outside.
//!
//! The main types are [`Runner`] and [`Recording`]. The clock is the virtual one; where it cannot
//! be had, or is not wanted, it is the machine's own, and the times are not exact. Whatever the
//! program does, a run ends: its whole process tree is dead and its folder is gone before
//! [`Runner::run`] returns.

mod arrivals;
mod channel;
mod collect;
mod explain;
mod folder;
mod object;
mod output;
mod roles;
mod symbols;
mod timeline;

use model::fault::{Blame, Fault};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use trace::settings::Settings;

use course::store::{Store, StoreError};
use model::limits::ResourceLimits;
use model::observation::Observation;
use model::spec::Run;
use sandbox::{Sandbox, SandboxError};

pub use arrivals::Live;
pub use symbols::Symbols;

/// What a run may use of the real machine.
#[derive(Debug, Clone)]
pub struct RunLimits {
    /// Real time, the outer safety net.
    pub wall: Duration,
    /// Virtual time.
    pub virtual_time: Duration,
    /// What is given to what the clock does not govern: CPU time to a computation without a call,
    /// real time to a child process or to a call that the clock does not know.
    pub patience: Duration,
    /// System calls are made through the C library or not at all.
    pub strict: bool,
    /// Bytes of each output.
    pub output_bytes: usize,
    /// What the system bounds, for the program and all that it starts.
    pub resources: ResourceLimits,
}

impl Default for RunLimits {
    fn default() -> RunLimits {
        RunLimits {
            wall: Duration::from_secs(20),
            virtual_time: Duration::from_secs(24 * 3600),
            patience: Duration::from_secs(3),
            strict: true,
            output_bytes: 1 << 20,
            resources: ResourceLimits::default(),
        }
    }
}

/// A failure of ours or of the machine while running a program; never a verdict.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no place for the run's own folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The run's own folder could not be read.
    #[error("cannot read the folder of a run, {path}: {source}", path = path.display())]
    Folder {
        /// Where it is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program could not be started.
    #[error("cannot start {path}: {source}", path = path.display())]
    Start {
        /// The program.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The program could not be confined as promised, and was not started.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// The program could not be watched.
    #[error("cannot watch a running program: {0}")]
    Watch(#[from] std::io::Error),
    /// The clock did not come into force in the program.
    #[error("the virtual clock {path} did not load into the program", path = path.display())]
    NoClock {
        /// The clock.
        path: PathBuf,
    },
    /// The system has no filters of system calls, or they were not put in force.
    #[error("the filter of system calls could not be put in force (seccomp)")]
    NotStrict,
}

/// By which clock a run is timed. It decides how lines get their times, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// The virtual one, a library that is loaded before the program: times are exact.
    Virtual(PathBuf),
    /// The machine's own: the program really waits, and a line's time is that of its arrival.
    Real,
}

/// The virtual clock where there is one, else the machine's own.
impl From<Option<PathBuf>> for Clock {
    fn from(library: Option<PathBuf>) -> Clock {
        library.map_or(Clock::Real, Clock::Virtual)
    }
}

/// Runs programs.
#[derive(Debug, Clone)]
pub struct Runner {
    /// What times the runs.
    pub clock: Clock,
    /// Where each run gets a folder of its own.
    pub store: Store,
    /// What a run may use.
    pub limits: RunLimits,
    /// What confines the programs; none for programs of one's own.
    pub sandbox: Option<Sandbox>,
    /// What is remembered from run to run.
    pub symbols: Symbols,
}

/// What was seen of a run.
#[derive(Debug, Clone)]
pub struct Recording {
    /// What is compared, and what it cost.
    pub observation: Observation,
    /// The processor time that it took, as far as that is known.
    pub used: Duration,
    program: PathBuf,
    clock: Clock,
    stacks: explain::Stacks,
    symbols: Symbols,
}

impl Runner {
    /// Runs the program once.
    ///
    /// # Errors
    /// Only when we or the machine fail; whatever the program does is an observation.
    pub fn run(&self, program: &Path, run: &Run) -> Result<Recording, RunError> {
        self.run_live(program, run, None, &mut |_, _, _| {})
    }

    /// As [`Runner::run`], with another standard input than the run's text: a pipe, say, that
    /// somebody fills while the program runs.
    ///
    /// # Errors
    /// Only when we or the machine fail; whatever the program does is an observation.
    pub fn run_fed(
        &self,
        program: &Path,
        run: &Run,
        stdin: Option<Stdio>,
    ) -> Result<Recording, RunError> {
        self.run_live(program, run, stdin, &mut |_, _, _| {})
    }

    /// As [`Runner::run_fed`]; of a program that really waits, `live` hears what it writes as it
    /// comes.
    ///
    /// # Errors
    /// Only when we or the machine fail; whatever the program does is an observation.
    pub fn run_live(
        &self,
        program: &Path,
        run: &Run,
        stdin: Option<Stdio>,
        live: Live<'_>,
    ) -> Result<Recording, RunError> {
        let folder = folder::Folder::new(&self.store, run)?;
        let stdin = stdin.map_or_else(|| folder.stdin(), Ok)?;
        let (collected, used) = collect::collect(self, program, run, &folder, stdin, live)?;
        folder.has_room()?;
        let timeline::Reading { mut observation, mut stacks, guarded } =
            timeline::read(&collected, &self.clock)?;
        if self.limits.strict && !guarded && self.clock != Clock::Real {
            return Err(RunError::NotStrict);
        }
        let loaded = self.symbols.of_run(program, &self.clock, &stacks.objects);
        roles::assign(&mut observation.trace, &mut stacks, &loaded);
        observation.trace.limits = self.limits.resources;
        observation.transcript.files = folder.files_left()?;
        let (program, clock) = (program.to_path_buf(), self.clock.clone());
        Ok(Recording { observation, used, program, clock, stacks, symbols: self.symbols.clone() })
    }

    fn settings(&self, run: &Run, records: i32, channel: i32) -> Settings {
        const MS: u64 = 1_000_000;
        let default = Settings::default();
        Settings {
            records,
            channel,
            schedule: run.schedule,
            line_cost: run.line_cost_ms * MS,
            wall_clock: run.wall_clock_ms.map_or(default.wall_clock, |ms| ms * MS),
            wall_clock_steps: run
                .wall_clock_steps
                .iter()
                .map(|&(at, by)| (at * MS, by * MS as i64))
                .collect(),
            limit: self.limits.virtual_time.as_nanos() as u64,
            memory: self.limits.resources.memory_bytes,
            patience: self.limits.patience.as_nanos() as u64,
            strict: self.limits.strict,
        }
    }
}

impl Recording {
    /// Fills in where in the student's source threads slept and waited, and for what. It reads the
    /// program's debug information, which takes longer than most runs, so it is done only where
    /// somebody will read the answer.
    pub fn explain(&mut self) {
        let loaded = self.symbols.of_run(&self.program, &self.clock, &self.stacks.objects);
        explain::explain(&mut self.observation, &self.stacks, &loaded);
    }
}

impl Blame for RunError {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}
