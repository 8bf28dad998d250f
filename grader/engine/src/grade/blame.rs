//! Whose doing it is when a submission cannot be compiled or started, and nobody has said why.
//!
//! A compiler that panics, or a program that does not begin, looks the same whether the machine is
//! to blame or the program. So it is tried again; and when it fails again while the course's own
//! program is compiled and starts, it is the submission's, and did not compile.

use super::{GradeError, Grading};
use crate::build::{self, BuildError, Built, CompileErrors};
use crate::run::RunError;
use course::Exercise;
use course::sources::{PROGRAM, Sources};
use sandbox::SandboxError;

impl Grading<'_> {
    /// What comes of compiling and running a submission; or why there is no program that could be
    /// run, when that is the submission's doing.
    pub(super) fn or_its_own_doing<T>(
        &self,
        exercise: &Exercise,
        attempt: impl Fn() -> Result<T, GradeError>,
    ) -> Result<Result<T, CompileErrors>, GradeError> {
        let first = match attempt() {
            Err(GradeError::OfSubmission(error)) => error,
            other => return other.map(Ok),
        };
        match attempt() {
            Err(GradeError::OfSubmission(_)) => {}
            other => return other.map(Ok),
        }
        // Were this to fail, too, it is the machine that does.
        if !self.starts_anew(exercise) {
            return Err(*first);
        }
        let sentence = match *first {
            GradeError::Run(_) => {
                "The program was put together, but does not start, while the course's own does; \
                 both were tried again. Take out what is unusual in it."
            }
            _ => {
                "The compiler breaks off at this program, while it compiles the course's own; \
                 both were tried again. Take out what is unusual in it."
            }
        };
        Ok(Err(CompileErrors::did_not_compile(sentence)))
    }

    /// True when the course's own program, or one that does nothing where there is none, compiles
    /// and starts as submissions do.
    fn starts_anew(&self, exercise: &Exercise) -> bool {
        let nothing = || Sources::from([(PROGRAM.to_owned(), "fn main() {}\n".to_owned())]);
        let own = || exercise.reference_sources().ok()?;
        let own = own().unwrap_or_else(nothing);
        let run = exercise.toml.runs.first().cloned().unwrap_or_default();
        let workshop = self.lab.workshop();
        let built = build::compile_anew(workshop, self.confinement, &exercise.slug, &own);
        matches!(built, Ok(Built::Program(program))
            if self.lab.runner().run(self.confinement, &program.path, &run).is_ok())
    }
}

/// Errors with a submission's program that may be its own doing are marked as such.
pub(super) fn of_submission(error: impl Into<GradeError>) -> GradeError {
    let error = error.into();
    let is_open = match &error {
        GradeError::Build(BuildError::BrokeOff { .. }) => true,
        GradeError::Build(BuildError::Sandbox(error)) => begun(error),
        GradeError::Run(RunError::Sandbox(error)) => begun(error),
        GradeError::Run(error) => {
            matches!(error, RunError::NoClock { .. } | RunError::NotStrict | RunError::Start { .. })
        }
        _ => false,
    };
    if is_open { GradeError::OfSubmission(Box::new(error)) } else { error }
}

/// True when all layers were in force, and what was confined did not begin.
fn begun(error: &SandboxError) -> bool {
    matches!(error, SandboxError::NotInForce { layer: None, .. } | SandboxError::Ended)
}
