//! The confinement of submissions, as far as this machine has it and the command line wants it.

use std::path::Path;

use anyhow::Context;

use crate::grade::Grader;
use crate::sandbox::{Layer, Sandbox};

/// Layers without which nobody is graded for credit.
const NEEDED: [Layer; 2] = [Layer::Landlock, Layer::Seccomp];
/// This executable, even when its file has been replaced meanwhile.
const OURSELVES: &str = "/proc/self/exe";

/// The sandbox of this machine, without some layers.
pub(super) fn sandbox(without: &[Layer]) -> anyhow::Result<Sandbox> {
    let sandbox = Sandbox::probe(Path::new(OURSELVES), without);
    sandbox.context("cannot find out how programs can be confined here")
}

/// The grader for one's own programs. Namespaces of their own would cost each run as much again as
/// the program does, to hide a machine from whoever sits before it; the other layers keep a slip
/// from doing harm.
pub(super) fn own(grader: Grader) -> anyhow::Result<Grader> {
    Ok(grader.confined(sandbox(&[Layer::Namespaces])?))
}

/// Refuses a machine on which a submission could earn what it does not deserve.
pub(super) fn fit_for_credit(sandbox: &Sandbox) -> anyhow::Result<()> {
    let lacking = sandbox.missing().iter().filter(|(layer, _)| NEEDED.contains(layer));
    let lacking: Vec<String> = lacking.map(|(layer, why)| format!("{layer} ({why})")).collect();
    anyhow::ensure!(
        lacking.is_empty(),
        "submissions cannot be confined well enough to grade them for credit: no {}; \
         `grader doctor` says what to do about it",
        lacking.join(", no ")
    );
    Ok(())
}
