//! A report as a student may see it: what is hidden stays hidden, whatever it is rendered as.

use super::{Audience, CheckReport, ExerciseReport, Report, Visibility};
use crate::compare::Comparison;
use model::observation::{Observation, Trace};
use model::spec::Run;
use model::transcript::{End, Transcript};

impl Report {
    /// The same verdicts and points, with nothing of hidden runs but how they stand: no name, no
    /// seed, no costs. Their sentences go, too: they are filled from the lines.
    #[must_use]
    pub fn for_students(mut self) -> Report {
        self.exercises.iter_mut().for_each(ExerciseReport::withhold);
        self.audience = Audience::Student;
        self
    }
}

impl ExerciseReport {
    fn withhold(&mut self) {
        let hidden = self.checks.iter_mut().filter(|check| !check.may_be_shown());
        for (check, number) in hidden.zip(1..) {
            check.withhold(number);
        }
        for check in &mut self.not_made {
            if check.visibility != Visibility::Public {
                (check.name, check.visibility) = (None, Visibility::Withheld);
            }
        }
    }
}

impl CheckReport {
    fn withhold(&mut self, number: usize) {
        let Observation { transcript, trace } = &self.observation;
        let end = match &transcript.end {
            End::Panicked { .. } => End::Panicked { message: String::new(), place: None },
            End::Tampered { .. } => End::Tampered { what: String::new() },
            other => other.clone(),
        };
        let transcript = nothing(end);
        let trace = Trace { exactness: trace.exactness.clone(), ..Trace::default() };
        let name = format!("hidden {number}");
        *self = CheckReport {
            run: Run { name, points: self.run.points, ..Run::default() },
            visibility: Visibility::Withheld,
            verdict: self.verdict,
            feedback: None,
            seed: None,
            observation: Observation { transcript, trace },
            expected: nothing(End::OK),
            comparison: Comparison::default(),
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
        questions: Vec::new(),
        remarks: Vec::new(),
    }
}
