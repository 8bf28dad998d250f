//! One grading: what grades a program, and the steps that it takes.

use std::cell::RefCell;
use std::process::Stdio;
use std::time::Instant;

use super::blame::of_submission;
use super::blank::{blank, not_drawn};
use super::budget::Budget;
use super::check_run::{CheckRun, GradingContext, Made};
use super::not_compiled::refusal;
use super::{Checks, Choice, CourseLab, GradeError, Seed, checks, known, points, real};
use crate::build::{self, Built};
use crate::run::Live;
use course::key::KeyBuilder;
use course::sources;
use course::submission::Submission;
use course::{Exercise, starter};
use judge::diagnose;
use judge::report::{Clock, Durations, ExerciseReport, Provenance, WhyNotMade};
use model::observation::Observation;
use model::spec::Run;
use model::transcript::{End, Place};
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
            clock: if self.lab.real.is_some() { Clock::Real } else { Clock::Virtual },
            isolation: self.isolation(),
            toolchain: self.lab.workshop().toolchain().name().to_string(),
            grader: env!("GRADING").to_string(),
            environment: self.lab.workshop().key().to_string(),
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
        let errors = match graded {
            Ok(report) => return Ok(report),
            Err(errors) => errors,
        };
        let source = points::source(exercise, &submission.sources);
        let mut report = of(exercise, submission, choice)?;
        report.refusal = Some(refusal(exercise, &source, errors));
        Ok(report)
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
        let mut report = of(exercise, submission, choice)?;
        let source = points::source(exercise, &submission.sources);
        let program = match built {
            Built::Program(program) => program,
            Built::Refused(errors) => {
                report.refusal = Some(refusal(exercise, &source, errors));
                report.durations = durations;
                return Ok(report);
            }
        };
        let began = Instant::now();
        let lints = program.warnings.iter().filter_map(|warning| warning.code.clone());
        let is_own = |file: &str| exercise.is_students(file);
        let unused = build::unused_futures(&program.warnings, is_own);
        let source = source.with_findings(lints).with_unused(unused);
        report.warnings = build::to_be_shown(&program.warnings, is_own);
        // Only the virtual clock can follow a schedule.
        let schedules = if self.lab.real.is_some() { Some(0) } else { choice.schedules };
        let budget = Budget::begin(choice.schedules.unwrap_or(0), self.lab.real.is_some());
        let context = GradingContext {
            exercise,
            submission,
            program: &program,
            source: &source,
            is_starter: report.is_starter,
            schedules,
            budget: &budget,
        };
        let Made { mut check_runs, not_made, .. } = self.make_all(&context, choice)?;
        self.name_mistakes(&context, &mut check_runs)?;
        report.remarks.extend(self.lab.real_time());
        report.remarks.extend(self.lab.real.and_then(|_| real::not_counted(exercise)));
        report.remarks.extend(remarks(&context, &check_runs)?);
        report.checks = check_runs.into_iter().map(|check_run| check_run.report).collect();
        let impossible = not_made.iter().filter(|check| !check.counts());
        report.max_points -= impossible.map(|check| check.points).sum::<u32>();
        report.not_made = not_made;
        durations.run = milliseconds_since(began);
        report.durations = durations;
        Ok(report)
    }

    /// Makes all checks that are asked for, as far as they can be made and say anything.
    fn make_all(&self, context: &GradingContext<'_>, choice: Choice) -> Result<Made, GradeError> {
        let exercise = context.exercise;
        let mut made = Made::default();
        let mut fixed = checks::public(exercise)?;
        let mut later = Vec::new();
        if choice.checks == Checks::All {
            let unseen = if choice.public_first { &mut later } else { &mut fixed };
            unseen.extend(checks::hidden(exercise)?);
        }
        self.make(context, fixed, &mut made)?;
        let public_accepted = made.check_runs.iter().all(CheckRun::is_accepted);
        if choice.checks == Checks::All && (public_accepted || !choice.public_first) {
            let why = self.lab.real.map(|_| WhyNotMade::Drawn).or(made.tally.enough());
            match why {
                Some(why) => made.not_made.extend(not_drawn(exercise, why)),
                None => later.extend(self.lab.draw(exercise, seed(context, choice.seed)?)?),
            }
            self.make(context, later, &mut made)?;
        }
        Ok(made)
    }

    /// Runs a program once, without judging it, and beside it gives what the compiler warned of;
    /// or gives the compiler's words against it.
    pub(super) fn run_once(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        run: &Run,
        stdin: Option<Stdio>,
        live: Live<'_>,
    ) -> Result<Result<(Observation, Vec<String>), String>, GradeError> {
        let build = || self.build(exercise, submission, true);
        match self.or_its_own_doing(exercise, build)?.unwrap_or_else(Built::Refused) {
            Built::Program(program) => {
                let mut recording = match self.watch(&program.path, run, stdin, live) {
                    Ok(recording) => recording,
                    // It is asked again, without an input that may have been read in part.
                    Err(error) => {
                        let first = RefCell::new(Some(error));
                        let attempt = || match first.take() {
                            Some(error) => Err(of_submission(error)),
                            None => {
                                let again = self.watch(&program.path, run, None, &mut |_, _, _| {});
                                again.map_err(of_submission)
                            }
                        };
                        match self.or_its_own_doing(exercise, attempt)? {
                            Ok(recording) => recording,
                            Err(errors) => return Ok(Err(errors.rendered)),
                        }
                    }
                };
                if recording.observation.transcript.end != End::OK {
                    recording.explain();
                    let is_own = |place: &Place| exercise.is_students(&place.file);
                    recording.observation.keep_places(is_own);
                }
                let is_own = |file: &str| exercise.is_students(file);
                let warnings = build::to_be_shown(&program.warnings, is_own);
                Ok(Ok((recording.observation, warnings)))
            }
            Built::Refused(errors) => Ok(Err(errors.rendered)),
        }
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

/// The report on this submission before anything is known.
fn of(
    exercise: &Exercise,
    submission: &Submission,
    choice: Choice,
) -> Result<ExerciseReport, GradeError> {
    let mut report = blank(exercise, choice.checks)?;
    report.digests.submission = Some(submission.key().to_string());
    report.is_starter = starter::is(exercise, &submission.sources);
    report.ignored.clone_from(&submission.ignored);
    Ok(report)
}

/// What was odd about the run to look at, and, once all is accepted, what is right but deserves
/// a word.
fn remarks(
    context: &GradingContext<'_>,
    check_runs: &[CheckRun],
) -> Result<Vec<String>, GradeError> {
    // What is odd about a hidden run is not said: it could be odd in as many ways as there are things
    // that it was given.
    let mut seen = check_runs.iter().filter(|check_run| check_run.report.may_be_shown());
    let failed = seen.clone().find(|check_run| !check_run.is_accepted());
    let Some(shown) = failed.or(seen.next()) else { return Ok(Vec::new()) };
    let mut remarks = diagnose::transcript_remarks(&shown.report.observation.transcript);
    if check_runs.iter().all(CheckRun::is_accepted) {
        let also = known::with_remarks(context.exercise)?;
        let evidence = shown.evidence(context);
        remarks.extend(diagnose::remarks(&also, context.source, &evidence));
    }
    Ok(remarks)
}

fn milliseconds_since(began: Instant) -> u64 {
    began.elapsed().as_millis() as u64
}

/// The first seed of the random runs. The program that draws them is a part of it: students do not
/// have that, so they cannot look for a submission whose runs they know.
fn seed(context: &GradingContext<'_>, seed: Seed) -> Result<u64, GradeError> {
    if let Seed::Fixed(seed) = seed {
        return Ok(seed);
    }
    let draws = context.exercise.draw_sources()?.unwrap_or_default();
    let key = KeyBuilder::new("seed")
        .part("draws", sources::key(&draws).as_str())
        .part("sources", sources::key(&context.submission.sources).as_str())
        .finish();
    Ok(key.number())
}
