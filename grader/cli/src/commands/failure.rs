//! Why a command came to no end: what to say, and whose fault it is.

use std::error::Error;
use std::fmt::Display;

use model::fault::{Blame, Fault};

/// What a command answers.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// An error as a command ends with it. Only errors that know whose fault they are become one.
#[derive(Debug)]
pub struct Failure {
    /// Who can mend it.
    pub fault: Fault,
    /// What is said: the error with its causes, without those that it names already.
    pub message: String,
}

impl<E: Blame> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure { fault: error.fault(), message: chain(&error) }
    }
}

impl Failure {
    /// The command cannot be meant as it was typed.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure { fault: Fault::Author, message: message.into() }
    }

    /// The machine or the grader failed.
    pub(super) fn ours(message: impl Into<String>) -> Failure {
        Failure { fault: Fault::Ours, message: message.into() }
    }

    /// The same, after what was being done.
    pub(super) fn while_doing(self, what: impl Display) -> Failure {
        Failure { message: format!("{what}: {}", self.message), ..self }
    }
}

fn chain(error: &dyn Error) -> String {
    let causes = std::iter::successors(Some(error), |&cause| cause.source());
    causes.map(ToString::to_string).fold(String::new(), |said, cause| match said {
        said if said.is_empty() => cause,
        said if said.contains(&cause) => said,
        said => format!("{said}: {cause}"),
    })
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn check(error: impl Blame, expected: (Fault, &str)) {
        let failure = Failure::from(error);
        assert_eq!((failure.fault, &*failure.message), expected);
    }

    #[test]
    fn a_cause_that_is_named_already_is_not_said_twice() {
        let inner = || io::Error::other("no room");
        check(inner(), (Fault::Ours, "no room"));
        let said = course::store::StoreError::new("x".as_ref(), inner()).to_string();
        let error = course::store::StoreError::new("x".as_ref(), inner());
        check(error, (Fault::Ours, &said));
        assert_eq!(said.matches("no room").count(), 1);
    }
}
