//! What all processes below this one use together, as the system counts it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::group::children;
use model::limits::ResourceLimits;
use model::transcript::Limit;

/// The system's unit of processor time.
const TICKS_PER_SECOND: u64 = 100;

/// Sums over a tree of processes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Usage {
    processes: u64,
    threads: u64,
    /// Of processor time, that of children that have ended included.
    ticks: u64,
    /// Bytes, shared ones included: no bound on a process counts those.
    resident: u64,
}

impl Usage {
    /// Of all that came from this process.
    pub(super) fn of_all_below_us() -> Usage {
        let own = Path::new("/proc/self");
        let ended = of_the_ended() * TICKS_PER_SECOND / 1000;
        let mut sum = Usage { ticks: ended, ..Usage::default() };
        let mut found: Vec<i32> = children(own);
        while let Some(pid) = found.pop() {
            let folder = PathBuf::from(format!("/proc/{pid}"));
            found.extend(children(&folder));
            sum.processes += 1;
            sum.ticks += processor_time(&folder).iter().sum::<u64>();
            let status = fs::read_to_string(folder.join("status")).unwrap_or_default();
            let value = |name: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(name));
                let number = line.and_then(|rest| rest.split_whitespace().next());
                number.and_then(|number| number.parse::<u64>().ok()).unwrap_or_default()
            };
            sum.threads += value("Threads:");
            sum.resident += (value("RssAnon:") + value("RssShmem:")) << 10;
        }
        sum
    }

    /// The first bound that is exceeded.
    pub(super) fn exceeds(&self, limits: &ResourceLimits) -> Option<Limit> {
        if self.processes > limits.processes || self.threads > limits.threads {
            return Some(Limit::Processes);
        }
        if self.resident > limits.resident_bytes {
            return Some(Limit::Memory);
        }
        (self.ticks > limits.cpu_seconds * TICKS_PER_SECOND).then_some(Limit::CpuTime)
    }
}

/// Milliseconds of processor time of all that came from this process and has ended.
pub(super) fn of_the_ended() -> u64 {
    let ticks: u64 = processor_time(Path::new("/proc/self"))[2..].iter().sum();
    ticks * 1000 / TICKS_PER_SECOND
}

/// Processor time: its own in user and kernel mode, and that of its ended children.
fn processor_time(process: &Path) -> [u64; 4] {
    /// Where they stand behind the name, which may hold anything.
    const FIRST: usize = 11;
    let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
    let behind = stat.rsplit_once(") ").map_or("", |(_, behind)| behind);
    let mut values = behind.split(' ').skip(FIRST).map(|value| value.parse().unwrap_or_default());
    std::array::from_fn(|_| values.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: ResourceLimits = ResourceLimits {
        cpu_seconds: 10,
        memory_bytes: 0,
        resident_bytes: 1000,
        file_bytes: 0,
        folder_bytes: 0,
        files: 0,
        processes: 2,
        threads: 20,
        descriptors: 0,
    };
    const LITTLE: Usage = Usage { processes: 2, threads: 20, ticks: 1000, resident: 1000 };

    fn check(usage: Usage, expected: Option<Limit>) {
        assert_eq!(usage.exceeds(&BOUNDS), expected, "{usage:?}");
    }

    #[test]
    fn each_bound_has_its_own_name() {
        check(LITTLE, None);
        check(Usage { processes: 3, ..LITTLE }, Some(Limit::Processes));
        check(Usage { threads: 21, ..LITTLE }, Some(Limit::Processes));
        check(Usage { resident: 1001, ..LITTLE }, Some(Limit::Memory));
        check(Usage { ticks: 1001, ..LITTLE }, Some(Limit::CpuTime));
    }

    #[test]
    fn children_count_with_their_memory() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("it starts");
        let usage = Usage::of_all_below_us();
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        assert!(usage.processes >= 1 && usage.threads >= 1 && usage.resident > 0, "{usage:?}");
    }
}
