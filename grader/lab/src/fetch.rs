//! Servers that answer a question, in their own time.

use std::fmt;

use crate::calls;

/// The server did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offline;

impl fmt::Display for Offline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("offline")
    }
}

impl std::error::Error for Offline {}

/// Asks the server `id` for its number. Prints `{id}: asked`, and comes back when it answered.
///
/// # Errors
/// [`Offline`], after a wait as well, when it does not answer.
pub async fn fetch(id: &str) -> Result<u64, Offline> {
    println!("{id}: asked");
    let says = calls::wait(&format!("fetch {id}")).await;
    says.parse().map_err(|_| Offline)
}
