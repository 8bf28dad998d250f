//! A report as a student may see it: what is hidden stays hidden, whatever it is rendered as.

use super::{CheckReport, ExerciseReport, Report};
use crate::compare::Comparison;
use model::observation::{Observation, Trace};
use model::transcript::{End, Transcript};

impl Report {
    /// The same verdicts and points, with nothing of hidden runs but how they stand. Their
    /// sentences go, too: they are filled from the lines.
    #[must_use]
    pub fn for_students(mut self) -> Report {
        self.exercises.iter_mut().for_each(ExerciseReport::withhold);
        self
    }
}

impl ExerciseReport {
    fn withhold(&mut self) {
        if self.check_to_show().is_some_and(|check| !check.may_be_shown()) {
            self.message = None;
        }
        let hidden = self.checks.iter_mut().filter(|check| !check.may_be_shown());
        hidden.for_each(CheckReport::withhold);
    }
}

impl CheckReport {
    fn withhold(&mut self) {
        let Observation { transcript, trace } = &self.observation;
        let end = match &transcript.end {
            End::Panicked { .. } => End::Panicked { message: String::new(), place: None },
            other => other.clone(),
        };
        let transcript = nothing(end);
        let trace = Trace { exactness: trace.exactness.clone(), ..Trace::default() };
        *self = CheckReport {
            name: self.name.clone(),
            args: Vec::new(),
            feedback: None,
            observation: Observation { transcript, trace },
            expected: nothing(End::OK),
            comparison: Comparison::default(),
            ..*self
        };
    }
}

/// What a run wrote of which nothing is told but how it ended.
fn nothing(end: End) -> Transcript {
    Transcript {
        lines: Vec::new(),
        end,
        ended_at_ms: 0,
        files: Default::default(),
        remarks: Vec::new(),
    }
}
