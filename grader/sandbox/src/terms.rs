//! The terms on which a program is started: what it may read, and how much it may use.

use std::os::fd::RawFd;
use std::path::{Path, PathBuf};

use model::limits::ResourceLimits;

/// The number that the first kept descriptor has for a confined program: the same in every run,
/// whatever else the grader has open, or a program could tell how many are graded beside it.
pub const FIRST_KEPT: RawFd = 200;

/// On what terms a program is started.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Files and folders that it may read and execute, besides what every program needs.
    pub read: Vec<PathBuf>,
    /// Whose folder it works in.
    pub folder: Folder,
    /// It may start other programs, as compilers do.
    pub may_start_others: bool,
    /// It may talk to itself over the network's loopback.
    pub loopback: bool,
    /// Descriptors that it inherits besides its three streams: confined, it has them under the
    /// numbers from [`FIRST_KEPT`] on, in this order.
    pub keep: Vec<RawFd>,
    /// What it may use.
    pub limits: ResourceLimits,
}

/// Where a program works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// In the folder that it is started in.
    Itself,
    /// In a copy of it, where there can be one, of which a few small files are brought back.
    Copy,
}

/// What every dynamically linked program reads.
const LIBRARIES: [&str; 5] = ["/lib64", "/usr/lib64", "/lib", "/usr/lib", "/etc/ld.so.cache"];
/// What compiling and linking reads besides.
const TOOLS: [&str; 4] = ["/bin", "/usr/bin", "/usr/libexec", "/etc/alternatives"];

/// The devices that every program may use.
const DEVICES: [&str; 5] = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];

/// The devices that a program may use. One that is graded has no chance of its own: what it draws
/// from the C library is the clock's, and the same in every run.
pub(super) fn devices(may_start_others: bool) -> &'static [&'static str] {
    if may_start_others { &DEVICES } else { &DEVICES[..3] }
}

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
