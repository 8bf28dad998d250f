//! Runs of the course's own programs. They are the same every time, so each is made once and
//! cached under the hash of everything that it depends on; and whether they are is found out as
//! rarely.

use super::{CourseLab, GradeError};
use crate::build::Program;
use crate::parallel;
use crate::run::{Clock, RunError};
use course::key::KeyBuilder;
use model::observation::Observation;
use model::spec::{CostBounds, Run};

const SHELF: &str = "observations";
const STEADY: &str = "steady";

impl CourseLab {
    /// What one of the course's own programs does on a run.
    pub(super) fn observe(&self, program: &Program, run: &Run) -> Result<Observation, GradeError> {
        let key = self.of_run("observation", program, run)?.finish();
        let observe = || Ok(self.run(program, run)?.observation);
        self.store().cached(SHELF, &key, observe, |_| true)
    }

    /// Runs one of the course's own programs so many times: the number of the first run whose
    /// transcript is another than that of the first run of all. `None` when there is none, which
    /// holds for as long as this grader runs this program on this machine, and so is cached.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn first_other(
        &self,
        program: &Program,
        run: &Run,
        times: usize,
    ) -> Result<Option<usize>, GradeError> {
        let key = self
            .of_run("steady", program, run)?
            .part("environment", self.environment.as_str())
            .part("times", times.to_string())
            .finish();
        let first_other = || {
            let transcript =
                || -> Result<_, GradeError> { Ok(self.run(program, run)?.observation.transcript) };
            let first = transcript()?;
            let numbers: Vec<usize> = (2..=times).collect();
            let others = parallel::map(&numbers, |&number| {
                transcript().map(|other| (other != first).then_some(number))
            });
            let others: Result<Vec<Option<usize>>, GradeError> = others.into_iter().collect();
            Ok(others?.into_iter().flatten().next())
        };
        self.store().cached(STEADY, &key, first_other, Option::is_none)
    }

    /// A key with all that a run of one of the course's own programs depends on.
    pub(super) fn of_run(
        &self,
        kind: &str,
        program: &Program,
        run: &Run,
    ) -> Result<KeyBuilder, GradeError> {
        // What a run is called, has and counts has no effect on what happens in it.
        let bare = Run {
            name: String::new(),
            points: 0,
            schedules: 0,
            bounds: CostBounds::default(),
            within: Vec::new(),
            features: Vec::new(),
            ..run.clone()
        };
        let settings = serde_json::to_string(&bare).unwrap_or_default();
        // What is cached has to be exact, so there is no stand-in for the virtual clock.
        let Clock::Virtual(clock) = self.runner().clock() else {
            return Err(RunError::NotVirtual.into());
        };
        // The clock lies in the store under the hash of its content.
        let clock = clock.strip_prefix(self.store().root()).unwrap_or(clock);
        Ok(KeyBuilder::new(kind)
            .part("program", program.key.as_str())
            .part("clock", clock.as_os_str().as_encoded_bytes())
            .part("run", settings))
    }
}
