//! How a command ends: one table of exit codes, and whose fault an error is.

use std::process::ExitCode;

use crate::clean::clean_lines;
use crate::course::CourseError;
use crate::grade::GradeError;
use crate::release::ReleaseError;
use crate::scaffold::ScaffoldError;
use crate::starter::StarterError;
use crate::submission::NotTaken;

/// The end of a command, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything graded was accepted.
    Accepted = 0,
    /// Something was not accepted.
    NotAccepted = 1,
    /// Wrong usage, or a broken course, named with file and line.
    Usage = 2,
    /// A failure of the grader or of the machine; never a verdict.
    GraderError = 70,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Prints the error, if there is one, and gives the exit code. Each binary's `main` ends here.
pub fn conclude(result: anyhow::Result<Outcome>) -> ExitCode {
    let outcome = result.unwrap_or_else(|error| {
        let outcome = blame(&error);
        let kind = if outcome == Outcome::GraderError { "grader error" } else { "error" };
        // Names that others have chosen are in it.
        anstream::eprintln!("{kind}: {}", clean_lines(&said(&error)));
        outcome
    });
    outcome.into()
}

/// The error with its causes, without those that it names already.
pub(super) fn said(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |said, cause| match said {
        said if said.is_empty() => cause,
        said if said.contains(&cause) => said,
        said => format!("{said}: {cause}"),
    })
}

fn blame(error: &anyhow::Error) -> Outcome {
    for cause in error.chain() {
        if cause.is::<CourseError>() {
            return Outcome::Usage;
        }
        if let Some(error) = cause.downcast_ref::<GradeError>() {
            return if error.is_usage() { Outcome::Usage } else { Outcome::GraderError };
        }
        if let Some(error) = cause.downcast_ref::<ScaffoldError>() {
            let machine = matches!(error, ScaffoldError::Io { .. });
            return if machine { Outcome::GraderError } else { Outcome::Usage };
        }
        if let Some(error) = cause.downcast_ref::<ReleaseError>() {
            let machine = matches!(error, ReleaseError::Io { .. });
            return if machine { Outcome::GraderError } else { Outcome::Usage };
        }
        if let Some(StarterError::Unusable { .. }) = cause.downcast_ref() {
            return Outcome::Usage;
        }
        if let Some(NotTaken::Usage(_)) = cause.downcast_ref() {
            return Outcome::Usage;
        }
    }
    Outcome::GraderError
}
