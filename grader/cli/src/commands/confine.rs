//! The confinement of submissions, as far as this machine has it and the command line wants it.

use super::failure::{Failure, Result};
use std::io;
use std::path::Path;

use rustix::process::{DumpableBehavior, set_dumpable_behavior};

use sandbox::{Layer, Sandbox};

/// Layers without which nobody is graded for credit.
const NEEDED: [Layer; 2] = [Layer::Landlock, Layer::Seccomp];
/// This executable, even when its file has been replaced meanwhile.
const OURSELVES: &str = "/proc/self/exe";

/// The sandbox of this machine, without some layers. From here on no process of the same user can
/// read this one's memory, environment or descriptors.
pub(super) fn sandbox(without: &[Layer]) -> Result<Sandbox> {
    let closed = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    closed.map_err(|error| {
        let doing = "cannot keep others from reading this process";
        Failure::from(io::Error::from(error)).while_doing(doing)
    })?;
    let sandbox = Sandbox::probe(Path::new(OURSELVES), without);
    let doing = "cannot find out how programs can be confined here";
    sandbox.map_err(|error| Failure::from(error).while_doing(doing))
}

/// The sandbox for one's own programs. Namespaces of their own would cost each run as much again
/// as the program does, to hide a machine from the student who sits at it; the other layers keep a
/// slip from doing harm.
pub(super) fn own() -> Result<Sandbox> {
    sandbox(&[Layer::Namespaces])
}

/// Refuses a machine on which a submission could earn what it does not deserve.
pub(super) fn fit_for_credit(sandbox: &Sandbox) -> Result<()> {
    let lacking = sandbox.missing().iter().filter(|(layer, _)| NEEDED.contains(layer));
    let lacking: Vec<String> = lacking.map(|(layer, why)| format!("{layer} ({why})")).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Failure::ours(format!(
        "submissions cannot be confined well enough to grade them for credit: no {}; \
         `grader doctor` says what to do about it",
        lacking.join(", no ")
    )))
}
