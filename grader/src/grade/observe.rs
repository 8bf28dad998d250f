//! Runs of the course's own programs. They are the same every time, so each is made once and
//! kept under the hash of everything that it depends on.

use std::path::PathBuf;

use super::{GradeError, Grader};
use crate::build::Program;
use crate::course::manifest::{Bounds, Run};
use crate::key::KeyBuilder;
use crate::observation::Observation;
use crate::run::{Clock, RunError};

const SHELF: &str = "observations";

impl Grader {
    /// What one of the course's own programs does on a run.
    pub(super) fn observe(&self, program: &Program, run: &Run) -> Result<Observation, GradeError> {
        // What a run is called and what it counts has no effect on what happens in it.
        let bare = Run {
            name: String::new(),
            points: 0,
            schedules: 0,
            bounds: Bounds::default(),
            ..run.clone()
        };
        let settings = serde_json::to_string(&bare).unwrap_or_default();
        // What is kept has to be exact, so there is no stand-in for the virtual clock.
        let Clock::Virtual(clock) = &self.runner.clock else {
            return Err(RunError::NoClock { path: PathBuf::from("libclock.so") }.into());
        };
        // The clock lies in the store under the hash of its content.
        let clock = clock.strip_prefix(self.store().root()).unwrap_or(clock);
        let key = KeyBuilder::new("observation")
            .part("program", program.key.as_str())
            .part("clock", clock.as_os_str().as_encoded_bytes())
            .part("run", settings)
            .finish();
        let observe = || Ok(self.runner.run(&program.path, run)?.observation);
        self.kept(SHELF, &key, observe, |_| true)
    }
}
