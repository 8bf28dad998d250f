//! What passes between the grader and the process that confines a program: one order there, a few
//! words back.

use std::ffi::OsString;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Layer, Measure};
use model::limits::ResourceLimits;
use model::transcript::Limit;

/// What is to be confined, and how. Everything in it is the grader's own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Spec {
    /// The program; none to see only whether the layers can be put in force.
    pub(super) program: Option<OsString>,
    pub(super) args: Vec<OsString>,
    /// All of its environment.
    pub(super) env: Vec<(OsString, OsString)>,
    /// Where it works: the only folder that it may write to. None only without a program.
    pub(super) folder: Option<PathBuf>,
    /// The folder is a copy in memory, of bounded size: what lies in it is taken in, and a few
    /// small files are brought back.
    pub(super) is_copied: bool,
    /// Files and folders that it may read and execute.
    pub(super) read: Vec<PathBuf>,
    /// It may start other programs, as compilers do.
    pub(super) may_start_others: bool,
    /// It may talk to itself over the network's loopback.
    pub(super) loopback: bool,
    /// Descriptors that it inherits besides its three streams.
    pub(super) keep: Vec<i32>,
    /// The layers that have to be in force, whatever the cost.
    pub(super) layers: Vec<Layer>,
    pub(super) limits: ResourceLimits,
}

impl Spec {
    /// The folder as the program sees it: a copy has the same name in every run, or a program could
    /// tell them apart.
    pub(super) fn seen(&self) -> Option<PathBuf> {
        /// In place of a name that is made up anew for each run.
        const SAME: &str = "one";
        let folder = self.folder.as_deref()?;
        let own = || Some(folder.parent()?.parent()?.join(SAME).join(folder.file_name()?));
        let own = self.is_copied.then(own).flatten();
        Some(own.unwrap_or_else(|| folder.to_owned()))
    }
}

/// What is heard of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Event {
    /// A layer is not in force, so nothing was started. `None` where no single layer is to blame.
    Failed(Option<Layer>, String),
    /// The layers are in force, to this extent.
    Confined(Vec<Measure>),
    /// So many milliseconds of processor time were used by all of it.
    Used(u64),
    /// It ended by itself.
    Exited(i32),
    /// A signal ended it.
    Killed(i32),
    /// A signal stopped it, and it did not go on.
    Stopped(i32),
    /// It went over a bound, and was ended with all it started.
    Over(Limit),
}
