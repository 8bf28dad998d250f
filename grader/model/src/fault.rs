//! Whose fault an error is. Every error that can reach a command says so; one that does not is no
//! error that a command can end with, and that the compiler sees.

use std::error::Error;
use std::io;

/// Who can mend what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The student: what was handed in cannot be used.
    Student,
    /// The one who typed the command or wrote the course.
    Author,
    /// The machine, or the grader itself. Never a verdict.
    Ours,
}

/// An error that knows whose fault it is.
pub trait Blame: Error {
    /// Whose fault it is.
    fn fault(&self) -> Fault;
}

/// What the system refuses is no student's and no author's doing, unless a better error says so.
impl Blame for io::Error {
    fn fault(&self) -> Fault {
        Fault::Ours
    }
}
