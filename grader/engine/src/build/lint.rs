//! What clippy finds in a submission's own code.
//!
//! It only ever chooses between two sentences and never fails anybody, so it is asked only where
//! one of them wants to know, and where it is not installed it finds nothing.

use std::collections::BTreeSet;
use std::process::Stdio;

use super::compile::{LIMITS, lay_out};
use super::diagnostics::Said;
use super::error::BuildError;
use super::rustc;
use super::supervise::{self, Ended};
use super::workshop::Workshop;
use course::key::KeyBuilder;
use course::sources::Sources;
use course::store::StoreError;
use sandbox::Confinement;

const SHELF: &str = "findings";

/// Those of the `lints`, each by its full name such as `clippy::await_holding_lock`, that find
/// something in the program of the exercise `slug`.
///
/// # Errors
/// When the machine fails.
pub fn findings(
    workshop: &Workshop,
    confinement: Confinement<'_>,
    slug: &str,
    sources: &Sources,
    lints: &BTreeSet<&str>,
) -> Result<BTreeSet<String>, BuildError> {
    let name = rustc::crate_name(slug);
    let key = KeyBuilder::new("findings")
        .part("toolchain", workshop.toolchain().identity().as_str())
        .part("program", rustc::key(workshop, &name, sources, rustc::Way::Lint).as_str())
        .finish();
    let ask = || ask(workshop, confinement, &name, sources);
    let found: BTreeSet<String> = workshop.store().cached(SHELF, &key, ask, |_| true)?;
    Ok(found.into_iter().filter(|lint| lints.contains(lint.as_str())).collect())
}

/// Every lint that finds something.
fn ask(
    workshop: &Workshop,
    confinement: Confinement<'_>,
    name: &str,
    sources: &Sources,
) -> Result<BTreeSet<String>, BuildError> {
    if workshop.toolchain().clippy().is_none() {
        return Ok(BTreeSet::new());
    }
    let scratch = workshop.store().scratch()?;
    let dir = scratch.path();
    lay_out(dir, sources).map_err(|source| StoreError::new(dir, source))?;
    // What the student wrote comes first: the library, where there is one.
    let own = rustc::steps(sources).iter().take(1);
    let mut found = BTreeSet::new();
    for &step in own {
        let command = rustc::command(workshop, name, dir, rustc::Way::Lint, step);
        let read = rustc::reads(workshop);
        let ended = supervise::run(confinement, command, Stdio::null(), read, LIMITS);
        let ended = ended.map_err(BuildError::starting(&workshop.toolchain().rustc))?;
        if let Ended::Exited { said, .. } = ended {
            let said = String::from_utf8_lossy(&said);
            let said = Said::read(&said, &dir.to_string_lossy(), |_| true);
            found.extend(said.warnings.into_iter().chain(said.errors).filter_map(|it| it.code));
        }
    }
    Ok(found)
}
