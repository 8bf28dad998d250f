//! A report as a student may see it: what is hidden stays hidden, whatever it is rendered as.

use super::{Audience, CheckReport, ExerciseReport, Report, Visibility, WhyNotMade};
use crate::compare::Comparison;
use model::observation::{Observation, Trace};
use model::spec::Run;
use model::transcript::{End, Transcript};
use model::verdict::Verdict;

impl Report {
    /// The same points, with nothing of hidden runs but whether they are right: no name, no seed, no
    /// costs, and not how they failed or how long it took. A program can fail in as many ways as it
    /// likes, by what it is given, and would so be told what that is. Their sentences go, too: they
    /// are filled from the lines.
    #[must_use]
    pub fn for_students(mut self) -> Report {
        self.exercises.iter_mut().for_each(ExerciseReport::withhold);
        self.audience = Audience::Student;
        self
    }
}

impl ExerciseReport {
    fn withhold(&mut self) {
        self.durations.run = 0;
        let hidden = self.checks.iter_mut().filter(|check| !check.may_be_shown());
        for (check, number) in hidden.zip(1..) {
            check.withhold(number);
        }
        let shown = self.checks.iter().filter(|check| check.may_be_shown());
        let shown: Vec<Verdict> = shown.map(|check| check.verdict).collect();
        for check in &mut self.not_made {
            if check.visibility != Visibility::Public {
                (check.name, check.visibility) = (None, Visibility::Withheld);
            }
            // Which kind it was that was seen twice, the runs that are shown may say.
            if let WhyNotMade::SaidAlready { verdict } = &mut check.why
                && !shown.contains(verdict)
            {
                *verdict = Verdict::NotRight;
            }
        }
    }
}

impl CheckReport {
    fn withhold(&mut self, number: usize) {
        let is_right = self.verdict == Verdict::Accepted;
        let verdict = if is_right { Verdict::Accepted } else { Verdict::NotRight };
        let (transcript, trace) = (nothing(End::OK), Trace::default());
        let name = format!("hidden {number}");
        *self = CheckReport {
            run: Run { name, points: self.run.points, ..Run::default() },
            visibility: Visibility::Withheld,
            verdict,
            feedback: None,
            seed: None,
            observation: Observation { transcript, trace },
            expected: nothing(End::OK),
            comparison: Comparison::default(),
        };
    }
}

/// What a run wrote of which nothing is told.
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
