//! Layer A: limits that the system holds for each process by itself. What all of them use
//! together, the [keeper](super::keeper) watches.

use std::fs;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::Failure;
use super::identity::Identity;
use model::limits::ResourceLimits;

/// Bytes of the first thread's stack.
const STACK: u64 = 8 << 20;
const SIGNALS: u64 = 256;
/// Seconds on the processor between being told and being killed.
const GRACE: u64 = 1;

/// Sets the limits for this process and all that it will start.
pub(super) fn set(limits: &ResourceLimits, identity: &Identity) -> Result<(), Failure> {
    let of_a_process = [
        (Resource::Data, limits.memory_bytes),
        (Resource::Fsize, limits.file_bytes),
        (Resource::Nofile, limits.descriptors),
        (Resource::Stack, STACK),
        (Resource::Core, 0),
        (Resource::Memlock, 0),
        (Resource::Msgqueue, 0),
        (Resource::Sigpending, SIGNALS),
        (Resource::Nice, 0),
        (Resource::Rtprio, 0),
    ];
    for (resource, most) in of_a_process {
        bound(resource, most, most)?;
    }
    // By the soft one the system says what was used up; by the hard one it kills without a word.
    bound(Resource::Cpu, limits.cpu_seconds, limits.cpu_seconds + GRACE)?;
    // It counts all that a user runs.
    if identity.is_alone {
        let most = limits.threads + limits.processes;
        bound(Resource::Nproc, most, most)?;
    }
    // When memory runs out, the system shall look here first. Some do not let us say so.
    let _ = fs::write("/proc/self/oom_score_adj", "900");
    Ok(())
}

fn bound(resource: Resource, soft: u64, hard: u64) -> Result<(), Failure> {
    // A bound that is lower already stays.
    let now = rustix::process::getrlimit(resource).maximum;
    let lower = |most: u64| Some(now.map_or(most, |now| now.min(most)));
    setrlimit(resource, Rlimit { current: lower(soft), maximum: lower(hard) })
        .map_err(Failure::of(None, "setting limits"))
}
