//! Standard output, without colour where nobody can see it. A reader that is gone, as with
//! `| head`, has seen enough, and what was found stands; a full disk is an error like any other.

use std::io::{ErrorKind, Write};

use super::failure::Result;
use super::outcome::Outcome;

/// Writes the text as it is.
pub(super) fn say(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Prints what a binary itself has to say.
///
/// # Errors
/// When nobody reads it.
pub fn print(text: &str) -> Result<Outcome> {
    say(text)?;
    Ok(Outcome::Accepted)
}
