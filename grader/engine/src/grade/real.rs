//! What is different where programs run in real time: which checks can be made, how long they
//! are waited for, and what is said about it.

use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::checks::{self, Check};
use super::{Checks, CourseLab, GradeError, Grading};
use crate::build::Built;
use crate::run::{Clock, Live, Recording, RunError, RunLimits, Runner};
use course::Exercise;
use course::sources::Sources;
use judge::report::{NotMade, WhyNotMade};
use judge::{LATE_MS, settle};
use model::observation::Exactness;
use model::spec::{CostBounds, Run};
use model::transcript::Transcript;
use model::words;

/// The longest right run that a student is made to wait for, in milliseconds.
const LONGEST_MS: u64 = 60_000;
/// How long a program may run that is only looked at.
const TO_LOOK_AT: Duration = Duration::from_secs(3600);
/// What is granted to a program beyond twice the time that a right one takes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why programs run in real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It was asked for.
    Asked,
    /// There is no virtual clock.
    NotBuilt,
    /// There is one, and it does not come into force.
    NotLoaded,
}

impl Reason {
    /// What every report of such a grading says first.
    pub(super) fn sentence(self) -> String {
        let why = match self {
            Reason::Asked => "as you asked",
            Reason::NotBuilt => "since the virtual clock cannot be built here",
            Reason::NotLoaded => "since the virtual clock does not load into programs here",
        };
        format!(
            "Timed by this machine's own clock, {why}: up to {} late counts as on time, and no \
             result is exact.",
            words::time(LATE_MS)
        )
    }
}

/// Why the virtual clock cannot be used on this machine, found out with a program that does
/// nothing; `None` when it can.
pub(super) fn hindrance(lab: &CourseLab) -> Result<Option<Reason>, GradeError> {
    const PROBE: &str = "fn main() {}\n";
    if *lab.runner().clock() == Clock::Real {
        return Ok(Some(Reason::NotBuilt));
    }
    let sources = Sources::from([(String::from("src/main.rs"), String::from(PROBE))]);
    let Built::Program(probe) = lab.compile("probe", &sources)? else {
        return Ok(None);
    };
    match lab.observe(&probe, &Run::default()) {
        Ok(_) => Ok(None),
        Err(GradeError::Run(RunError::NoClock { .. })) => Ok(Some(Reason::NotLoaded)),
        Err(error) => Err(error),
    }
}

/// What is said where runs are made without their bounds on costs.
pub(super) fn not_counted(exercise: &Exercise) -> Option<String> {
    let mut runs = exercise.toml.runs.iter().chain(exercise.hidden_runs());
    let is_bounded = runs.any(|run| run.bounds != CostBounds::default());
    let sentence = "What runs cost was not looked at: the virtual clock alone can count it.";
    is_bounded.then(|| sentence.to_owned())
}

/// Whether a check can be made in real time; then it is made without what only the virtual clock
/// can count.
pub(super) fn can_be_made(check: &mut Check, not_made: &mut Vec<NotMade>) -> bool {
    check.run.bounds = CostBounds::default();
    let why = impossible(check);
    not_made.extend(why.map(|why| check.not_made(why)));
    why.is_none()
}

/// Why this check cannot be made in real time.
fn impossible(check: &Check) -> Option<WhyNotMade> {
    let Run { line_cost_ms, wall_clock_ms, wall_clock_steps, .. } = &check.run;
    let takes_ms = check.expected.ended_at_ms;
    if *line_cost_ms > 0 {
        Some(WhyNotMade::SlowTerminal)
    } else if wall_clock_ms.is_some() || !wall_clock_steps.is_empty() {
        Some(WhyNotMade::TimeOfDay)
    } else {
        (takes_ms > LONGEST_MS).then_some(WhyNotMade::TooLong { takes_ms })
    }
}

impl Grading<'_> {
    /// Runs a program by the clock that is there. By the machine's own it may take longer than
    /// what is right, and its times are brought to those of the right transcript.
    pub(super) fn record(
        &self,
        program: &Path,
        run: &Run,
        reference: &Transcript,
    ) -> Result<Recording, RunError> {
        if self.lab.real.is_none() {
            return self.lab.runner().run(self.confinement, program, run);
        }
        let twice = 2 * Duration::from_millis(reference.ended_at_ms);
        let wall = self.lab.runner().limits().wall.max(twice + PATIENCE);
        let mut recording = self.by_the_real_clock(wall).run(self.confinement, program, run)?;
        settle(&mut recording.observation.transcript, reference);
        // Settled times can be compared; that they are not exact stays with them.
        recording.observation.trace.exactness = Exactness::Near;
        Ok(recording)
    }

    /// Runs a program by the clock that is there, to be looked at; `live` is given what comes
    /// while it really waits.
    pub(super) fn watch(
        &self,
        program: &Path,
        run: &Run,
        stdin: Option<Stdio>,
        live: Live<'_>,
    ) -> Result<Recording, RunError> {
        let runner = match self.lab.real {
            None => self.lab.runner().clone(),
            Some(_) => self.by_the_real_clock(TO_LOOK_AT),
        };
        runner.run_live(self.confinement, program, run, stdin, live)
    }

    fn by_the_real_clock(&self, wall: Duration) -> Runner {
        let runner = self.lab.runner().clone();
        let limits = RunLimits { wall, ..runner.limits().clone() };
        runner.in_real_time().with_limits(limits)
    }
}

impl CourseLab {
    /// About how long grading right programs takes where they run in real time; `None` where
    /// they do not.
    ///
    /// # Errors
    /// When a transcript of the course cannot be read.
    pub fn real_wait(
        &self,
        exercises: &[Exercise],
        asked: Checks,
    ) -> Result<Option<Duration>, GradeError> {
        if self.real.is_none() {
            return Ok(None);
        }
        let at_a_time = thread::available_parallelism().map_or(1, NonZeroUsize::get) as u64;
        let mut sum = 0;
        for exercise in exercises {
            let mut all = checks::public(exercise)?;
            if asked == Checks::All {
                all.extend(checks::hidden(exercise)?);
            }
            let possible = all.iter().filter(|check| impossible(check).is_none());
            let ends = possible.map(|check| check.expected.ended_at_ms);
            let longest = ends.clone().max().unwrap_or_default();
            sum += longest.max(ends.sum::<u64>() / at_a_time);
        }
        Ok(Some(Duration::from_millis(sum)))
    }
}
