//! Making the checks of one submission: each is run and compared, and each that fails is given
//! its sentence.

use super::blame::of_submission;
use super::budget::{self, Budget};
use super::checks::Check;
use super::known::KnownRun;
use super::real::LeftOut;
use super::{GradeError, Grading, Published};
use std::collections::BTreeSet;

use crate::build::{self, Program};
use crate::parallel;
use course::Exercise;
use course::submission::Submission;
use judge::diagnose::{self, Candidate, Evidence, Source};
use judge::report::{CheckReport, Feedback};
use judge::{compare, reduce};
use model::limits::GradingLimits;
use model::spec::Run;
use model::transcript::Place;
use model::verdict::Verdict;

impl Grading<'_> {
    /// Makes the checks, all at once, but for those that are left out.
    pub(super) fn make(
        &self,
        context: &GradingContext<'_>,
        checks: Vec<Check>,
        left_out: &mut LeftOut,
    ) -> Result<Vec<CheckRun>, GradeError> {
        let checks = match self.lab.real {
            None => checks,
            Some(_) => left_out.of(checks),
        };
        let reports = parallel::map(&checks, |check| self.make_one(context, check));
        let check_runs = checks.into_iter().zip(reports);
        check_runs
            .map(|(mut check, report)| {
                let report = report?;
                // Known-wrong programs are compared under the schedule that is reported.
                check.run.schedule = report.schedule;
                Ok(CheckRun { check, report })
            })
            .collect()
    }

    pub(super) fn make_one(
        &self,
        context: &GradingContext<'_>,
        check: &Check,
    ) -> Result<CheckReport, GradeError> {
        let Check { run, expected, visibility, seed } = check;
        let order = &context.exercise.toml.order;
        let more = context.schedules.unwrap_or(run.schedules);
        let mut schedules = (run.schedule..=run.schedule + more).peekable();
        // The first schedule that fails is the one to report; else the last, which is right too.
        let (schedule, mut observation, comparison) = loop {
            let schedule = schedules.next().unwrap_or(run.schedule);
            let run = Run { schedule, ..run.clone() };
            if context.budget.is_used_up() {
                let observation = budget::not_made(self.lab.runner().limits().resources);
                let comparison = compare(&observation, expected, order, &run.bounds);
                break (schedule, observation, comparison);
            }
            let recording = self.record(&context.program.path, &run, expected);
            let mut recording = recording.map_err(of_submission)?;
            context.budget.spend(recording.used);
            let comparison = compare(&recording.observation, expected, order, &run.bounds);
            if !comparison.is_equal() {
                recording.explain();
            }
            if !comparison.is_equal() || schedules.peek().is_none() {
                break (schedule, recording.observation, comparison);
            }
        };
        let verdict = if comparison.is_equal() {
            Verdict::Accepted
        } else {
            let is_own = |place: &Place| context.exercise.is_students(&place.file);
            observation.keep_places(is_own);
            Verdict::of_failed(&observation.transcript.end)
        };
        observation.trace.holds.truncate(GradingLimits::ALL.kept_holds);
        Ok(CheckReport {
            name: run.name.clone(),
            args: run.args.clone(),
            visibility: *visibility,
            verdict,
            max_points: run.points,
            feedback: None,
            seed: *seed,
            schedule,
            observation,
            expected: expected.clone(),
            comparison,
        })
    }

    /// Gives every failed check its sentence, and reduces what was seen to what is kept. The known-wrong programs are only built when their
    /// digests do not do.
    pub(super) fn name_mistakes(
        &self,
        context: &GradingContext<'_>,
        check_runs: &mut [CheckRun],
    ) -> Result<(), GradeError> {
        let exercise = context.exercise;
        let published = Published::of(exercise)?;
        let mut built: Option<Vec<KnownRun>> = None;
        for check_run in check_runs.iter_mut().filter(|check_run| !check_run.is_accepted()) {
            let feedback = match &published {
                _ if check_run.report.is_not_started() => check_run.diagnose(context, &[]),
                Some(published) if published.covers(&check_run.check) => {
                    self.choose(context, check_run, &published.candidates(&check_run.check))?
                }
                // Known-wrong programs do what they do under the virtual clock.
                _ if self.lab.real.is_some() => check_run.diagnose(context, &[]),
                _ => {
                    let known = match &mut built {
                        Some(known) => known,
                        none => none.insert(self.lab.known(exercise)?),
                    };
                    let candidates = self.lab.candidates(exercise, known, &check_run.check)?;
                    self.choose(context, check_run, &candidates)?
                }
            };
            check_run.report.feedback = Some(feedback);
            reduce(&mut check_run.report.observation, &mut check_run.report.comparison);
        }
        Ok(())
    }

    /// The sentence of one of the candidates, or of none. Clippy is asked only where its word
    /// would choose.
    fn choose(
        &self,
        context: &GradingContext<'_>,
        check_run: &CheckRun,
        candidates: &[Candidate<'_>],
    ) -> Result<Feedback, GradeError> {
        let exercise = context.exercise;
        let wanted = diagnose::wanted_findings(&check_run.evidence(exercise), candidates);
        let of_clippy = wanted.into_iter().filter(|lint| lint.starts_with("clippy::")).collect();
        let found = self.clippy(exercise, context.submission, &of_clippy)?;
        let source = context.source.clone().with_findings(found);
        Ok(check_run.diagnose(&GradingContext { source: &source, ..*context }, candidates))
    }

    fn clippy(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        lints: &BTreeSet<&str>,
    ) -> Result<BTreeSet<String>, GradeError> {
        if lints.is_empty() {
            return Ok(BTreeSet::new());
        }
        let sources = exercise.completed(&submission.sources)?;
        Ok(build::findings(self.lab.workshop(), self.confinement, &exercise.slug, &sources, lints)?)
    }
}

/// The submission that is being graded.
#[derive(Clone, Copy)]
pub(super) struct GradingContext<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) submission: &'a Submission,
    pub(super) program: &'a Program,
    pub(super) source: &'a Source,
    pub(super) schedules: Option<u64>,
    pub(super) budget: &'a Budget,
}

/// A check that was made.
pub(super) struct CheckRun {
    pub(super) check: Check,
    pub(super) report: CheckReport,
}

impl CheckRun {
    pub(super) fn is_accepted(&self) -> bool {
        self.report.verdict == Verdict::Accepted
    }

    pub(super) fn evidence<'a>(&'a self, exercise: &'a Exercise) -> Evidence<'a> {
        Evidence {
            args: &self.check.run.args,
            observation: &self.report.observation,
            expected: &self.check.expected,
            order: &exercise.toml.order,
            bounds: &self.check.run.bounds,
            comparison: &self.report.comparison,
        }
    }

    fn diagnose(&self, context: &GradingContext<'_>, candidates: &[Candidate<'_>]) -> Feedback {
        diagnose::diagnose(&self.evidence(context.exercise), candidates, context.source)
    }
}
