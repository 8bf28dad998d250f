//! The terms on which a program is started: what it may read, and how much it may use.

use std::os::fd::RawFd;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What one program, with everything that it starts, may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Seconds of processor time, all its processes together.
    pub cpu_seconds: u64,
    /// Bytes of memory that each process may reserve, as the system counts them.
    pub memory_bytes: u64,
    /// Bytes of memory that all processes together may really use.
    pub resident_bytes: u64,
    /// Bytes of one file that it writes.
    pub file_bytes: u64,
    /// Bytes of all files in its folder together.
    pub folder_bytes: u64,
    /// Files and folders in its folder.
    pub files: u64,
    /// Processes at a time.
    pub processes: u64,
    /// Threads at a time, of all processes.
    pub threads: u64,
    /// Descriptors that each process may have open.
    pub descriptors: u64,
}

impl Bounds {
    /// For [`Bounds::files`] and [`Bounds::folder_bytes`] of a folder that no student fills.
    pub const UNBOUNDED: u64 = u64::MAX;
}

/// The number that the first kept descriptor has for a confined program: the same in every run,
/// whatever else the grader has open, or a program could tell how many are graded beside it.
pub(crate) const FIRST_KEPT: RawFd = 200;

/// On what terms a program is started.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    /// Files and folders that it may read and execute, besides what every program needs.
    pub(crate) read: Vec<PathBuf>,
    /// Whose folder it works in.
    pub(crate) folder: Folder,
    /// It may start other programs, as compilers do.
    pub(crate) may_start_others: bool,
    /// It may talk to itself over the network's loopback.
    pub(crate) loopback: bool,
    /// Descriptors that it inherits besides its three streams: confined, it has them under the
    /// numbers from [`FIRST_KEPT`] on, in this order.
    pub(crate) keep: Vec<RawFd>,
    /// What it may use.
    pub(crate) bounds: Bounds,
}

/// Where a program works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folder {
    /// In the folder that it is started in.
    Itself,
    /// In a copy of it, where there can be one, of which a few small files are brought back.
    Copy,
}

/// What every dynamically linked program reads.
const LIBRARIES: [&str; 5] = ["/lib64", "/usr/lib64", "/lib", "/usr/lib", "/etc/ld.so.cache"];
/// What compiling and linking reads besides.
const TOOLS: [&str; 4] = ["/bin", "/usr/bin", "/usr/libexec", "/etc/alternatives"];

/// The places of the system that a program needs, those that there are.
pub(super) fn of_the_system(may_start_others: bool) -> Vec<PathBuf> {
    let tools = if may_start_others { &TOOLS[..] } else { &[] };
    let places = LIBRARIES.iter().chain(tools).map(PathBuf::from);
    places.map(|place| narrowed(place, may_start_others)).filter(|place| place.exists()).collect()
}

/// Systems for several architectures keep the libraries of each in a folder of its own: a program
/// needs no other.
fn narrowed(place: PathBuf, may_start_others: bool) -> PathBuf {
    let own = place.join(format!("{}-linux-gnu", std::env::consts::ARCH));
    let is_link = |path: &Path| path.is_symlink();
    if !may_start_others && !is_link(&place) && own.is_dir() { own } else { place }
}
