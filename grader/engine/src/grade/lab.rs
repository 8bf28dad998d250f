//! Works with the course's own programs.

use super::{Choice, GradeError, Grading, cache, real};
use crate::build::{self, BuildError, Built, Program, Progress, Workshop};
use crate::run::{Recording, RunError, Runner};
use course::key::Key;
use course::sources::Sources;
use course::store::Store;
use course::submission::Submission;
use course::{Course, Exercise};
use judge::report::{ExerciseReport, Provenance};
use model::spec::Run;
use sandbox::Confinement;

/// Builds and runs the course's own programs, and finds out from them what is right: everything
/// that the gradings of one course share. Nothing confines what it runs; submissions are for a
/// [`Grader`](super::Grader).
#[derive(Debug)]
pub struct CourseLab {
    course: Course,
    workshop: Workshop,
    runner: Runner,
    /// The hash of what grades.
    pub(super) environment: Key,
    /// Why programs that are graded run in real time; none when they run under the virtual clock.
    pub(super) real: Option<real::Reason>,
}

impl CourseLab {
    /// Builds, once, what programs are linked with and run under. Where the virtual clock cannot
    /// be had, programs are graded in real time, and their reports say so.
    ///
    /// # Errors
    /// When there is no compiler, no place to write, or the preparation does not build.
    pub fn open(course: Course, progress: &mut dyn Progress) -> Result<CourseLab, GradeError> {
        let workshop = Workshop::open(&course.root, progress)?;
        let runner = Runner::new(workshop.clock(), workshop.store());
        let environment = cache::environment(&workshop);
        let mut lab = CourseLab { course, workshop, runner, environment, real: None };
        lab.real = real::hindrance(&lab)?;
        Ok(lab)
    }

    /// The same lab, by which programs are graded in real time if that `is_asked`.
    pub fn in_real_time(mut self, is_asked: bool) -> CourseLab {
        self.real = self.real.or(is_asked.then_some(real::Reason::Asked));
        self
    }

    /// Where programs are graded in real time, the sentence that says so, and what it means.
    pub fn real_time(&self) -> Option<String> {
        self.real.map(real::Reason::sentence)
    }

    /// The course.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// Where programs are compiled.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// What runs them.
    pub(super) fn runner(&self) -> &Runner {
        &self.runner
    }

    /// Compiles one of the course's own programs for the exercise `slug`.
    ///
    /// # Errors
    /// As [`build::compile`].
    pub fn compile(&self, slug: &str, sources: &Sources) -> Result<Built, BuildError> {
        build::compile(&self.workshop, Confinement::Unconfined, slug, sources)
    }

    /// Runs one of the course's own programs under the virtual clock, where there is one.
    ///
    /// # Errors
    /// As [`Runner::run`].
    pub fn run(&self, program: &Program, run: &Run) -> Result<Recording, RunError> {
        self.runner.run(Confinement::Unconfined, &program.path, run)
    }

    /// What is remembered between gradings.
    pub fn store(&self) -> &Store {
        self.workshop.store()
    }

    /// What the lab reaches its verdicts with.
    pub fn provenance(&self) -> Provenance {
        self.grading().provenance()
    }

    /// Grades one of the course's own programs as if it had been handed in, unless the same was
    /// graded before.
    ///
    /// # Errors
    /// When the course or the machine is broken; whatever the program does is a verdict.
    pub fn grade(
        &self,
        exercise: &Exercise,
        program: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        self.grading().grade(exercise, program, choice)
    }

    /// As [`CourseLab::grade`], and what was found in real time is found once, too.
    ///
    /// # Errors
    /// As [`CourseLab::grade`].
    pub fn grade_once(
        &self,
        exercise: &Exercise,
        program: &Submission,
        choice: Choice,
    ) -> Result<ExerciseReport, GradeError> {
        self.grading().grade_once(exercise, program, choice)
    }

    pub(super) fn grading(&self) -> Grading<'_> {
        Grading { lab: self, confinement: Confinement::Unconfined }
    }
}
