//! The whole way of a submission: built, run, compared, named.
//!
//! The main type is [`Grader`]. It owns what is needed for every grading of one course; one
//! grading is [`Grader::grade`], and it touches nothing that another could see.

mod blame;
mod budget;
mod cache;
mod check_run;
mod checks;
mod draws;
mod error;
mod known;
mod observe;
mod published;
mod quick;
mod real;

use std::cell::RefCell;
use std::time::Instant;

pub use checks::points;
pub use error::GradeError;
pub use published::Published;

use crate::build::{self, Built, CompileErrors, Progress, Workshop};
use crate::run::{Live, RunLimits, Runner, Symbols};
use blame::of_submission;
use budget::Budget;
use check_run::{CheckRun, GradingContext};
use course::key::Key;
use course::sources;
use course::store::Store;
use course::submission::{Refused, Submission};
use course::{Course, Exercise};
use judge::diagnose::{self, Source};
use judge::report::{Durations, ExerciseReport, Feedback, Provenance};
use model::observation::Observation;
use model::spec::Run;
use model::transcript::Place;
use model::verdict::Verdict;
use real::LeftOut;
use sandbox::Sandbox;

/// Which checks are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checks {
    /// Those whose runs students see.
    Public,
    /// Hidden ones and random ones, too, where the course has them.
    All,
}

/// How a submission is graded.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// Which checks are made.
    pub checks: Checks,
    /// Hidden checks are made only once the public ones are accepted: a student who is not there
    /// yet need not wait for them.
    pub public_first: bool,
    /// The first seed of the random runs.
    pub seed: u64,
    /// How many schedules every check is made under besides the default, whatever the course says.
    pub schedules: Option<u64>,
    /// The submission is one's own, and is edited and graded again and again: compiling goes on
    /// from the last time.
    pub again: bool,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice { checks: Checks::All, public_first: false, seed: 1, schedules: None, again: false }
    }
}

/// Everything that gradings of one course share.
#[derive(Debug)]
pub struct Grader {
    course: Course,
    workshop: Workshop,
    /// For the course's own programs.
    runner: Runner,
    /// For submissions.
    submissions: Runner,
    /// The hash of all three but the course.
    environment: Key,
    /// Why submissions run in real time; none when they run under the virtual clock.
    real: Option<real::Reason>,
}

impl Grader {
    /// Prepares to grade: builds, once, what submissions are linked with and run under. Where
    /// the virtual clock cannot be had, submissions run in real time, and their reports say so.
    ///
    /// # Errors
    /// When there is no compiler, no place to write, or the preparation does not build.
    pub fn open(course: Course, progress: &mut dyn Progress) -> Result<Grader, GradeError> {
        let workshop = Workshop::open(&course.root, progress)?;
        let runner = Runner {
            clock: workshop.clock().into(),
            store: workshop.store().clone(),
            limits: RunLimits::default(),
            sandbox: None,
            symbols: Symbols::default(),
        };
        let environment = cache::environment(&workshop);
        let submissions = runner.clone();
        let mut grader = Grader { course, workshop, runner, submissions, environment, real: None };
        grader.real = real::hindrance(&grader)?;
        Ok(grader)
    }

    /// The same grader, by whom submissions are run in real time if that `is_asked`.
    pub fn in_real_time(mut self, is_asked: bool) -> Grader {
        self.real = self.real.or(is_asked.then_some(real::Reason::Asked));
        self
    }

    /// The same grader, by whom everything that a submission has a hand in is confined: compiling
    /// it and running it.
    pub fn confined(self, sandbox: Sandbox) -> Grader {
        let submissions = Runner { sandbox: Some(sandbox.clone()), ..self.submissions };
        let workshop = self.workshop.confined(sandbox);
        Grader { submissions, workshop, ..self }
    }

    /// Where submissions run in real time, the sentence that says so, and what it means.
    pub fn real_time(&self) -> Option<String> {
        self.real.map(real::Reason::sentence)
    }

    /// The course.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// Where submissions are compiled.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// What runs them.
    pub fn runner(&self) -> &Runner {
        &self.runner
    }

    /// What is kept between gradings.
    pub fn store(&self) -> &Store {
        self.workshop.store()
    }

    /// Under what circumstances this grader reaches its verdicts.
    pub fn provenance(&self) -> Provenance {
        Provenance {
            clock: if self.real.is_some() { "real" } else { "virtual" }.to_string(),
            isolation: self.isolation(),
            toolchain: self.workshop.toolchain().name().to_string(),
        }
    }

    /// The layers of confinement that are in force around submissions.
    fn isolation(&self) -> Vec<String> {
        let alone = || vec!["process-group".to_string(), "limits".to_string()];
        self.submissions.sandbox.as_ref().map_or_else(alone, |sandbox| sandbox.in_force().to_vec())
    }

    /// Grades one submission, unless the same was graded before.
    ///
    /// # Errors
    /// When the course or the machine is broken; whatever the submission does is a verdict.
    pub fn grade(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        let graded = self.or_its_own_doing(exercise, || match self.real {
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

    fn grade_now(
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
        let schedules = if self.real.is_some() { Some(0) } else { choice.schedules };
        let budget = Budget::begin(choice.schedules.unwrap_or(0), self.real.is_some());
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
            unseen.extend(match self.real {
                None => self.draw(exercise, choice.seed)?,
                Some(_) => left_out.draws(exercise),
            });
            check_runs.extend(self.make(&context, unseen, &mut left_out)?);
        }
        self.name_mistakes(&context, &mut check_runs)?;
        report.remarks.extend(self.real_time());
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

    /// Runs one's own submission once, without judging it; or gives the compiler's words against
    /// it. Where it really waits, `live` hears what it writes as it comes.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn run_once(
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

    /// Compiles it, unless it holds what no submission may hold: `again` for somebody who edits,
    /// faster than what counts.
    fn build(
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
        compile(&self.workshop, &exercise.slug, &sources).map_err(of_submission)
    }

    /// The report on a submission that was refused before anything was built.
    pub fn refused(exercise: &Exercise, refused: &Refused, checks: Checks) -> ExerciseReport {
        let mut report = empty_report(exercise, refused.verdict, checks);
        report.message = Some(Feedback::unnamed(refused.sentence.clone(), None));
        report
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

/// The report on a program that there is none of.
fn not_compiled(
    exercise: &Exercise,
    source: &Source,
    errors: CompileErrors,
    report: ExerciseReport,
) -> ExerciseReport {
    ExerciseReport {
        verdict: errors.verdict,
        message: Some(why_not_compiled(exercise, source, &errors)),
        compile_error: Some(errors.rendered),
        ..report
    }
}

/// What a student reads above the compiler's words.
fn why_not_compiled(exercise: &Exercise, source: &Source, errors: &CompileErrors) -> Feedback {
    let is_the_courses = |place: &Place| !exercise.is_students(&place.file);
    match &exercise.toml.function {
        // The library was compiled: what the compiler misses is what the course calls.
        Some(function) if errors.first.as_ref().is_some_and(is_the_courses) => {
            Feedback::unnamed(wanted(function, source), None)
        }
        _ => Feedback::unnamed(errors.first_message.clone(), errors.first.clone()),
    }
}

/// What is said of a library without the function that the course calls. The compiler's advice
/// would be to change the call.
fn wanted(function: &str, source: &Source) -> String {
    let behind_fn = function.split_once("fn ").map_or(function, |(_, rest)| rest);
    let name = behind_fn.split(['(', '<']).next().unwrap_or(behind_fn);
    let has = ["(", "<"].iter().any(|next| source.holds(&format!("fn {name}{next}")));
    let (library, program) = (sources::LIBRARY, sources::PROGRAM);
    if has {
        format!(
            "Your `{name}` is not yet the one that the course's `{program}` calls; leave that \
             file as it is, and make yours exactly `{function}`."
        )
    } else {
        format!(
            "The course's `{program}` calls a `{name}` that is not in your `{library}` yet: write \
             `{function}`."
        )
    }
}

fn empty_report(exercise: &Exercise, verdict: Verdict, checks: Checks) -> ExerciseReport {
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
