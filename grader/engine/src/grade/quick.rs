//! The verdict on a program and nothing else: for a caller that asks of hundreds and reads no
//! report.

use std::iter;

use super::budget::Budget;
use super::check_run::GradingContext;
use super::checks::{self, Check};
use super::{CourseLab, GradeError, Seed};
use crate::build::Built;
use course::Exercise;
use course::sources::Sources;
use course::submission::Submission;
use judge::diagnose::Source;
use model::verdict::Verdict;

impl CourseLab {
    /// The verdict of all checks on one of the course's own programs, found with no more runs than it takes: the first
    /// check that refuses it is the last that is made, and no mistake is named.
    ///
    /// # Errors
    /// When the course or the machine is broken.
    pub fn verdict(&self, exercise: &Exercise, sources: &Sources) -> Result<Verdict, GradeError> {
        let submission = Submission { sources: sources.clone(), ignored: Vec::new() };
        let attempt = || self.first_verdict(exercise, &submission);
        let verdict = self.grading().or_its_own_doing(exercise, attempt)?;
        Ok(verdict.unwrap_or_else(|errors| errors.verdict))
    }

    fn first_verdict(
        &self,
        exercise: &Exercise,
        submission: &Submission,
    ) -> Result<Verdict, GradeError> {
        let program = match self.grading().build(exercise, submission, false)? {
            Built::Program(program) => program,
            Built::Refused(errors) => return Ok(errors.verdict),
        };
        let context = GradingContext {
            exercise,
            submission,
            program: &program,
            source: &Source::new(iter::empty::<&str>()),
            is_starter: false,
            schedules: None,
            budget: &Budget::begin(0, self.real.is_some()),
        };
        let in_turn: [&dyn Fn() -> Result<Vec<Check>, GradeError>; 3] =
            [&|| checks::public(exercise), &|| self.draw(exercise, Seed::USUAL), &|| {
                checks::hidden(exercise)
            }];
        for checks in in_turn {
            for check in checks()? {
                let report = self.grading().make_one(&context, &check)?;
                if report.verdict != Verdict::Accepted {
                    return Ok(report.verdict);
                }
            }
        }
        Ok(Verdict::Accepted)
    }
}
