//! Making the checks of one submission: each is run and compared, and each that fails is given
//! its sentence.

use super::alike::Known;
use super::blame::of_submission;
use super::budget::{self, Budget};
use super::checks::Check;
use super::enough::{ENOUGH, Tally};
use super::real;
use super::{GradeError, Grading};
use std::collections::BTreeSet;

use crate::build::{self, Program};
use crate::parallel;
use course::Exercise;
use course::submission::Submission;
use judge::diagnose::{self, Candidate, Evidence, Signature, Source};
use judge::report::{CheckReport, Feedback, NotMade};
use judge::{bring_together, compare, reduce};
use model::limits::GradingLimits;
use model::spec::Run;
use model::transcript::Place;
use model::verdict::Verdict;

impl Grading<'_> {
    /// Makes the checks, all at once, but for those that cannot be made and those that would
    /// say no more.
    pub(super) fn make(
        &self,
        context: &GradingContext<'_>,
        mut checks: Vec<Check>,
        made: &mut Made,
    ) -> Result<(), GradeError> {
        if self.lab.real.is_some() {
            checks.retain_mut(|check| real::can_be_made(check, &mut made.not_made));
        }
        // The first are waited for, since they may be enough; what really waits is not.
        let alone = if self.lab.real.is_some() { checks.len() } else { ENOUGH.min(checks.len()) };
        let (first, others) = checks.split_at(alone);
        let mut reports = Vec::new();
        for some in [first, others].into_iter().filter(|some| !some.is_empty()) {
            if made.tally.enough().is_some() {
                break;
            }
            let make = |check: &Check| self.make_one(context, check);
            // No error is the end, too: there are enough.
            let end = parallel::in_order(some, make, |report| -> Result<(), Option<GradeError>> {
                let report = report?;
                made.tally.count(report.verdict);
                reports.push(report);
                made.tally.enough().map_or(Ok(()), |_| Err(None))
            });
            if let Err(Some(error)) = end {
                return Err(error);
            }
        }
        let mut checks = checks.into_iter();
        for (mut check, report) in checks.by_ref().take(reports.len()).zip(reports) {
            // Known-wrong programs are compared under the schedule that is reported.
            check.run.schedule = report.run.schedule;
            made.check_runs.push(CheckRun { check, report });
        }
        if let Some(why) = made.tally.enough() {
            made.not_made.extend(checks.map(|check| check.not_made(why)));
        }
        Ok(())
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
            bring_together(&mut recording.observation.transcript, expected, &run.within);
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
        // They are judged, and nobody reads them.
        observation.transcript.questions = Vec::new();
        observation.trace.holds.truncate(GradingLimits::ALL.kept_holds);
        Ok(CheckReport {
            run: Run { schedule, ..run.clone() },
            visibility: *visibility,
            verdict,
            feedback: None,
            seed: *seed,
            observation,
            expected: expected.clone(),
            comparison,
        })
    }

    /// Gives every failed check its sentence, and reduces what was seen to what is kept.
    pub(super) fn name_mistakes(
        &self,
        context: &GradingContext<'_>,
        check_runs: &mut [CheckRun],
    ) -> Result<(), GradeError> {
        let known = Known::of(self.lab, context.exercise)?;
        let mut named = Vec::new();
        for (index, check_run) in check_runs.iter().enumerate() {
            if !check_run.is_accepted() {
                let candidates = match check_run.report.is_not_started() {
                    true => Vec::new(),
                    false => known.most_like(check_runs, index)?,
                };
                named.push((index, self.choose(context, check_run, &candidates)?));
            }
        }
        for (index, feedback) in named {
            let report = &mut check_runs[index].report;
            report.feedback = Some(feedback);
            reduce(&mut report.observation, &mut report.comparison);
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
        let wanted = diagnose::wanted_findings(&check_run.evidence(context), candidates);
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
    pub(super) is_starter: bool,
    pub(super) schedules: Option<u64>,
    pub(super) budget: &'a Budget,
}

/// What has become of the checks of a submission so far.
#[derive(Default)]
pub(super) struct Made {
    pub(super) check_runs: Vec<CheckRun>,
    pub(super) not_made: Vec<NotMade>,
    pub(super) tally: Tally,
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

    /// What it did, as it is compared with known-wrong programs.
    pub(super) fn signature(&self, exercise: &Exercise) -> Signature {
        let CheckReport { observation, comparison, .. } = &self.report;
        diagnose::signature(observation, comparison, &exercise.toml.order)
    }

    pub(super) fn evidence<'a>(&'a self, context: &GradingContext<'a>) -> Evidence<'a> {
        Evidence {
            args: &self.check.run.args,
            observation: &self.report.observation,
            expected: &self.check.expected,
            clock_steps: &self.check.run.wall_clock_steps,
            order: &context.exercise.toml.order,
            bounds: &self.check.run.bounds,
            within: &self.check.run.within,
            comparison: &self.report.comparison,
            is_starter: context.is_starter,
        }
    }

    fn diagnose(&self, context: &GradingContext<'_>, candidates: &[Candidate<'_>]) -> Feedback {
        diagnose::diagnose(&self.evidence(context), candidates, context.source)
    }
}
