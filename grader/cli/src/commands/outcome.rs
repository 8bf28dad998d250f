//! How a command ends: one table of exit codes, and whose fault an error is.

use std::process::ExitCode;

use model::clean::clean_lines;
use model::fault::Fault;

use super::failure::{Failure, Result};

/// The end of a command, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for was accepted.
    Accepted = 0,
    /// Something was not accepted, or not handed in.
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

impl From<Fault> for Outcome {
    fn from(fault: Fault) -> Outcome {
        match fault {
            Fault::Student => Outcome::NotAccepted,
            Fault::Author => Outcome::Usage,
            Fault::Ours => Outcome::GraderError,
        }
    }
}

/// Prints why there was no end, if there was none, and gives the exit code. Each binary's `main`
/// ends here.
pub fn conclude(result: Result<Outcome>) -> ExitCode {
    let outcome = result.unwrap_or_else(|Failure { fault, message }| {
        let kind = if fault == Fault::Ours { "grader error" } else { "error" };
        // Names that others have chosen are in it.
        anstream::eprintln!("{kind}: {}", clean_lines(&message));
        fault.into()
    });
    outcome.into()
}
