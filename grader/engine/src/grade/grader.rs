//! Grades what others wrote.

use std::process::Stdio;

use super::grading::Grading;
use super::{Choice, CourseLab, GradeError};
use crate::build;
use crate::run::Live;
use course::sources::Sources;
use course::submission::Submission;
use course::{Course, Exercise};
use judge::report::{ExerciseReport, Provenance};
use model::observation::Observation;
use model::spec::Run;
use sandbox::{Confinement, Sandbox};

/// Grades submissions: compiling and running them happens in its sandbox, and there is no grader
/// without one.
#[derive(Debug)]
pub struct Grader {
    lab: CourseLab,
    sandbox: Sandbox,
}

impl Grader {
    /// Submissions are judged by what the lab finds out, and confined by the sandbox.
    pub fn new(lab: CourseLab, sandbox: Sandbox) -> Grader {
        Grader { lab, sandbox }
    }

    /// What finds out what is right.
    pub fn lab(&self) -> &CourseLab {
        &self.lab
    }

    /// The course.
    pub fn course(&self) -> &Course {
        self.lab.course()
    }

    /// What this grader reaches its verdicts with.
    pub fn provenance(&self) -> Provenance {
        self.grading().provenance()
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
        self.grading().grade(exercise, submission, choice)
    }

    /// Runs one's own submission once, without judging it; or gives the compiler's words against
    /// it. Where it really waits, `live` is given what it writes as it comes.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn run_once(
        &self,
        exercise: &Exercise,
        submission: &Submission,
        run: &Run,
        stdin: Option<Stdio>,
        live: Live<'_>,
    ) -> Result<Result<Observation, String>, GradeError> {
        self.grading().run_once(exercise, submission, run, stdin, live)
    }

    /// What the compiler says of one's own submission, a JSON message a line.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn compiler_messages(
        &self,
        exercise: &Exercise,
        sources: &Sources,
    ) -> Result<Vec<String>, GradeError> {
        let confinement = self.confinement();
        let sources = exercise.completed(sources)?;
        Ok(build::messages(self.lab.workshop(), confinement, &exercise.slug, &sources)?)
    }

    fn confinement(&self) -> Confinement<'_> {
        Confinement::In(&self.sandbox)
    }

    fn grading(&self) -> Grading<'_> {
        Grading { lab: &self.lab, confinement: self.confinement() }
    }
}
