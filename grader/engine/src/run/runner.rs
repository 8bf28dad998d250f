//! One run, from the start of the program to what was seen of it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use trace::settings::{Settings, WITHIN_A_MILLISECOND};

use super::symbols::Symbols;
use super::{Clock, Live, RunError, RunLimits, collect, explain, folder, roles, timeline};
use course::store::Store;
use model::observation::Observation;
use model::spec::Run;
use sandbox::Confinement;

/// Runs programs.
#[derive(Debug, Clone)]
pub struct Runner {
    clock: Clock,
    /// Where each run gets a folder of its own.
    pub(super) store: Store,
    limits: RunLimits,
    /// What is remembered from run to run.
    symbols: Symbols,
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
    /// Runs are timed by this clock, each has a folder in the store, and may use what is usual.
    pub fn new(clock: impl Into<Clock>, store: &Store) -> Runner {
        Runner {
            clock: clock.into(),
            store: store.clone(),
            limits: RunLimits::default(),
            symbols: Symbols::default(),
        }
    }

    /// The same with other limits.
    pub fn with_limits(self, limits: RunLimits) -> Runner {
        Runner { limits, ..self }
    }

    /// The same by the machine's own clock.
    pub fn in_real_time(self) -> Runner {
        Runner { clock: Clock::Real, ..self }
    }

    /// What times the runs.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What a run may use.
    pub fn limits(&self) -> &RunLimits {
        &self.limits
    }

    /// Runs the program once.
    ///
    /// # Errors
    /// Only when we or the machine fail; whatever the program does is an observation.
    pub fn run(
        &self,
        confinement: Confinement<'_>,
        program: &Path,
        run: &Run,
    ) -> Result<Recording, RunError> {
        self.run_live(confinement, program, run, None, &mut |_, _, _| {})
    }

    /// As [`Runner::run`], with another standard input than the run's text: a pipe, say, that
    /// is filled while the program runs.
    ///
    /// # Errors
    /// Only when we or the machine fail; whatever the program does is an observation.
    pub fn run_fed(
        &self,
        confinement: Confinement<'_>,
        program: &Path,
        run: &Run,
        stdin: Option<Stdio>,
    ) -> Result<Recording, RunError> {
        self.run_live(confinement, program, run, stdin, &mut |_, _, _| {})
    }

    /// As [`Runner::run_fed`]; of a program that really waits, `live` hears what it writes as it
    /// comes.
    ///
    /// # Errors
    /// Only when we or the machine fail; whatever the program does is an observation.
    pub fn run_live(
        &self,
        confinement: Confinement<'_>,
        program: &Path,
        run: &Run,
        stdin: Option<Stdio>,
        live: Live<'_>,
    ) -> Result<Recording, RunError> {
        let folder = folder::Folder::new(&self.store, run)?;
        let stdin = stdin.map_or_else(|| folder.stdin(), Ok)?;
        let (collected, used) =
            collect::collect(self, confinement, program, run, &folder, stdin, live)?;
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

    /// With the numbers of the descriptors for questions, records and the time.
    pub(super) fn settings(&self, run: &Run, [channel, records, door]: [i32; 3]) -> Settings {
        const MS: u64 = 1_000_000;
        let default = Settings::default();
        Settings {
            records,
            door,
            channel,
            schedule: run.schedule,
            line_cost: run.line_cost_ms * MS,
            wall_clock: run
                .wall_clock_ms
                .map_or(default.wall_clock, |ms| ms * MS + WITHIN_A_MILLISECOND),
            wall_clock_steps: run
                .wall_clock_steps
                .iter()
                .map(|&(at, by)| (at * MS, by * MS as i64))
                .collect(),
            limit: self.limits.virtual_time.as_nanos() as u64,
            memory: self.limits.resources.memory_bytes,
            patience: self.limits.patience.as_nanos() as u64,
            strict: self.limits.strict,
            confined: false,
            network: run.loopback,
        }
    }
}

impl Recording {
    /// Fills in where in the student's source threads slept and waited, and for what. It reads the
    /// program's debug information, which takes longer than most runs, so it is done only where
    /// the answer will be read.
    pub fn explain(&mut self) {
        let loaded = self.symbols.of_run(&self.program, &self.clock, &self.stacks.objects);
        explain::explain(&mut self.observation, &self.stacks, &loaded);
    }
}
