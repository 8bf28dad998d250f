//! One grading: what grades a program, and the steps that it takes.

use std::process::Stdio;
use std::time::Instant;

use super::check_run::{CheckRun, GradingContext};
use super::not_compiled::why_not_compiled;
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
use model::transcript::{End, Place};
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
        // What took real time may take another time tomorrow.
        match self.lab.real {
            None => self.grade_once(exercise, submission, choice),
            Some(_) => self.grade_now(exercise, submission, choice),
        }
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
                report.verdict = errors.verdict;
                report.message = Some(why_not_compiled(exercise, &source, &errors));
                report.compile_error = Some(errors.rendered);
                report.durations = durations;
                return Ok(report);
            }
        };
        let began = Instant::now();
        let lints = program.warnings.iter().filter_map(|warning| warning.code.clone());
        let source = source.with_findings(lints);
        // Only the virtual clock can follow a schedule.
        let schedules = if self.lab.real.is_some() { Some(0) } else { choice.schedules };
        let context =
            GradingContext { exercise, submission, program: &program, source: &source, schedules };
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
        stdin: Option<Stdio>,
        live: Live<'_>,
    ) -> Result<Result<Observation, String>, GradeError> {
        match self.build(exercise, submission, true)? {
            Built::Program(program) => {
                let mut recording = self.watch(&program.path, run, stdin, live)?;
                if recording.observation.transcript.end != End::OK {
                    recording.explain();
                    let is_own = |place: &Place| exercise.is_students(&place.file);
                    recording.observation.keep_places(is_own);
                }
                Ok(Ok(recording.observation))
            }
            Built::Refused(errors) => Ok(Err(errors.rendered)),
        }
    }

    /// Compiles it: `again` for a student who edits, faster than what counts.
    fn build(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        again: bool,
    ) -> Result<Built, GradeError> {
        let sources = exercise.completed(&submission.sources)?;
        let compile = if again { build::recompile } else { build::compile };
        Ok(compile(self.lab.workshop(), self.confinement, &exercise.slug, &sources)?)
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
