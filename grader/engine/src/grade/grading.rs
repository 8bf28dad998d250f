//! One grading: what grades a program, and the steps that it takes.

use std::cell::RefCell;
use std::time::Instant;

use super::blame::of_submission;
use super::budget::Budget;
use super::check_run::{CheckRun, GradingContext};
use super::not_compiled::not_compiled;
use super::real::LeftOut;
use super::{Checks, Choice, CourseLab, GradeError, checks, known};
use crate::build::{self, Built};
use crate::run::Live;
use course::Exercise;
use course::submission::Submission;
use judge::diagnose::{self, Source};
use judge::report::{Durations, ExerciseReport, Provenance};
use model::observation::Observation;
use model::spec::Run;
use model::verdict::Verdict;
use sandbox::Confinement;

/// What grades a program: a lab, and how the program is confined.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grading<'a> {
    pub(super) lab: &'a CourseLab,
    pub(super) confinement: Confinement<'a>,
}

impl Grading<'_> {
    /// What the verdicts are reached with.
    pub(super) fn provenance(&self) -> Provenance {
        Provenance {
            clock: if self.lab.real.is_some() { "real" } else { "virtual" }.to_string(),
            isolation: self.isolation(),
            toolchain: self.lab.workshop().toolchain().name().to_string(),
        }
    }

    /// The layers of confinement that are in force around the program.
    pub(super) fn isolation(&self) -> Vec<String> {
        match self.confinement {
            Confinement::Unconfined => vec!["process-group".to_string(), "limits".to_string()],
            Confinement::In(sandbox) => {
                sandbox.in_force().iter().map(ToString::to_string).collect()
            }
        }
    }

    /// Grades a program, unless the same was graded before.
    pub(super) fn grade(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        let graded = self.or_its_own_doing(exercise, || match self.lab.real {
            None => self.grade_once(exercise, submission, choice),
            // What took real time may take another time tomorrow.
            Some(_) => self.grade_now(exercise, submission, choice),
        })?;
        Ok(graded.unwrap_or_else(|errors| {
            let source = Source::new(submission.sources.values().map(String::as_str));
            let mut report = empty_report(exercise, Verdict::Accepted, choice.checks);
            report.ignored.clone_from(&submission.ignored);
            not_compiled(exercise, &source, errors, report)
        }))
    }

    pub(super) fn grade_now(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        let began = Instant::now();
        let built = self.build(exercise, submission, choice.again)?;
        let mut durations = Durations { build: milliseconds_since(began), run: 0 };
        let mut report = empty_report(exercise, Verdict::Accepted, choice.checks);
        report.ignored.clone_from(&submission.ignored);
        let source = Source::new(submission.sources.values().map(String::as_str));
        let program = match built {
            Built::Program(program) => program,
            Built::Refused(errors) => {
                report.durations = durations;
                return Ok(not_compiled(exercise, &source, errors, report));
            }
        };
        let began = Instant::now();
        let lints = program.warnings.iter().filter_map(|warning| warning.code.clone());
        let source = source.with_findings(lints);
        // Only the virtual clock can follow a schedule.
        let schedules = if self.lab.real.is_some() { Some(0) } else { choice.schedules };
        let budget = Budget::begin(choice.schedules.unwrap_or(0), self.lab.real.is_some());
        let context = GradingContext {
            exercise,
            submission,
            program: &program,
            source: &source,
            schedules,
            budget: &budget,
        };
        let mut left_out = LeftOut::default();
        let mut check_runs = self.make(&context, checks::public(exercise)?, &mut left_out)?;
        let public_accepted = check_runs.iter().all(CheckRun::is_accepted);
        if choice.checks == Checks::All && (public_accepted || !choice.public_first) {
            let mut unseen = checks::hidden(exercise)?;
            unseen.extend(match self.lab.real {
                None => self.lab.draw(exercise, choice.seed)?,
                Some(_) => left_out.draws(exercise),
            });
            check_runs.extend(self.make(&context, unseen, &mut left_out)?);
        }
        self.name_mistakes(&context, &mut check_runs)?;
        report.remarks.extend(self.lab.real_time());
        report.remarks.extend(remarks(&context, &check_runs)?);
        report.max_points -= left_out.points;
        report.remarks.extend(left_out.sentences);
        report.checks = check_runs.into_iter().map(|check_run| check_run.report).collect();
        if let Some(failure) = report.first_failure() {
            (report.verdict, report.message) = (failure.verdict, failure.feedback.clone());
        }
        durations.run = milliseconds_since(began);
        report.durations = durations;
        Ok(report)
    }

    /// Runs a program once, without judging it; or gives the compiler's words against it.
    pub(super) fn run_once(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        run: &Run,
        live: Live<'_>,
    ) -> Result<Result<Observation, String>, GradeError> {
        let live = RefCell::new(live);
        let once = self.or_its_own_doing(exercise, || {
            Ok(match self.build(exercise, submission, true)? {
                Built::Program(program) => {
                    let watched = self.watch(&program.path, run, &mut **live.borrow_mut());
                    Ok(watched.map_err(of_submission)?.observation)
                }
                Built::Refused(errors) => Err(errors),
            })
        })?;
        Ok(once.flatten().map_err(|errors| errors.rendered))
    }

    /// Compiles it, unless it holds what no submission may hold: `again` for a student who edits,
    /// faster than what counts.
    pub(super) fn build(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        again: bool,
    ) -> Result<Built, GradeError> {
        if let Some(refused) = build::forbidden(&submission.sources) {
            return Ok(Built::Refused(refused));
        }
        let sources = exercise.completed(&submission.sources)?;
        let compile = if again { build::recompile } else { build::compile };
        let built = compile(self.lab.workshop(), self.confinement, &exercise.slug, &sources);
        built.map_err(of_submission)
    }
}

/// What was odd about the run to look at, and, once all is accepted, what is right but deserves
/// a word.
fn remarks(
    context: &GradingContext<'_>,
    check_runs: &[CheckRun],
) -> Result<Vec<String>, GradeError> {
    let failed = check_runs.iter().find(|check_run| !check_run.is_accepted());
    let Some(shown) = failed.or(check_runs.first()) else { return Ok(Vec::new()) };
    let mut remarks = diagnose::transcript_remarks(&shown.report.observation.transcript);
    if failed.is_none() {
        let also = known::with_remarks(context.exercise)?;
        let evidence = shown.evidence(context.exercise);
        remarks.extend(diagnose::remarks(&also, context.source, &evidence));
    }
    Ok(remarks)
}

/// A report in which nothing is said yet.
pub(super) fn empty_report(
    exercise: &Exercise,
    verdict: Verdict,
    checks: Checks,
) -> ExerciseReport {
    ExerciseReport {
        number: exercise.number,
        slug: exercise.slug.clone(),
        title: exercise.toml.title.clone(),
        verdict,
        message: None,
        compile_error: None,
        checks: Vec::new(),
        max_points: checks::points(exercise, checks),
        ignored: Vec::new(),
        remarks: Vec::new(),
        durations: Durations::default(),
    }
}

fn milliseconds_since(began: Instant) -> u64 {
    began.elapsed().as_millis() as u64
}
