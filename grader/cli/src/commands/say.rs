//! Standard output, without colour where nobody can see it. A reader that is gone or a full disk
//! is an error like any other.

use std::io::Write;

use super::failure::Result;
use super::outcome::Outcome;

/// Writes the text as it is.
pub(super) fn say(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints what a binary itself has to say.
///
/// # Errors
/// When nobody reads it.
pub fn print(text: &str) -> Result<Outcome> {
    say(text)?;
    Ok(Outcome::Accepted)
}
