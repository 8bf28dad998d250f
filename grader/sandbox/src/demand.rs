//! Whether a running program wants the processor, given to it or not.
//!
//! The limit of real time is there for a program that waits for what never comes. On a machine with
//! much else to do a program that computes would meet it first, and get another verdict than
//! elsewhere. So the time in which a program stands in the queue for a processor does not count.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::group::{Group, children};

/// What the threads of a program wanted of the processors up to the last look.
#[derive(Debug)]
pub struct Demand {
    /// Of each thread: how long it ran or stood in the queue.
    wanted: BTreeMap<i32, Duration>,
    looked: Instant,
}

impl Demand {
    /// That of a program which starts now.
    #[must_use]
    pub fn begin() -> Demand {
        Demand { wanted: BTreeMap::new(), looked: Instant::now() }
    }

    /// True when a thread of the program, or of one that it started, wanted the processor for most
    /// of the time since the last look, or wants it at this moment: it is at work, and what it
    /// would come to is not known yet. What it may use of the processor in all is bounded by others.
    pub fn is_there(&mut self, group: &Group) -> bool {
        let now = Instant::now();
        let since = now - std::mem::replace(&mut self.looked, now);
        let (mut is_there, mut wanted) = (false, BTreeMap::new());
        let mut processes = vec![group.id()];
        while let Some(pid) = processes.pop() {
            let process = PathBuf::from(format!("/proc/{pid}"));
            let below = children(&process);
            // What has started others waits for them, or is what watches a confined program.
            if below.is_empty() {
                for thread in threads(&process) {
                    let now = demand_of(&process.join(format!("task/{thread}")));
                    let before = self.wanted.get(&thread).copied().unwrap_or_default();
                    is_there |= now.at_this_moment || now.so_far.saturating_sub(before) > since / 2;
                    wanted.insert(thread, now.so_far);
                }
            }
            processes.extend(below);
        }
        self.wanted = wanted;
        is_there
    }
}

/// What one thread wants of the processors.
struct ThreadDemand {
    at_this_moment: bool,
    /// How long it ran or stood in the queue since it began.
    so_far: Duration,
}

fn threads(process: &Path) -> Vec<i32> {
    let entries = std::fs::read_dir(process.join("task")).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

fn demand_of(thread: &Path) -> ThreadDemand {
    let at_this_moment = field(&read(&thread.join("stat")), 0).as_deref() == Some("R");
    // Nanoseconds on a processor and in the queue; a kernel that does not count them has no such
    // file, and there the moment alone is seen.
    let schedule = read(&thread.join("schedstat"));
    let so_far = schedule.split(' ').take(2).filter_map(|number| number.parse::<u64>().ok()).sum();
    ThreadDemand { at_this_moment, so_far: Duration::from_nanos(so_far) }
}

/// A field of a `stat`, counted from behind the name, which may hold anything.
fn field(stat: &str, index: usize) -> Option<String> {
    let (_, behind) = stat.rsplit_once(") ")?;
    behind.split(' ').nth(index).map(str::to_owned)
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;
    use crate::group;

    /// Looks at a program of the shell until it is seen to want the processor, or not to.
    fn check(program: &str, expected: bool) {
        const MOST_LOOKS: usize = 600;
        let (group, ()) = group::start(|| {
            let mut command = Command::new("/bin/sh");
            command.args(["-c", program]).stdout(Stdio::null());
            Ok((command, Vec::new(), ()))
        })
        .expect("a shell");
        let mut demand = Demand::begin();
        let seen = (0..MOST_LOOKS).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            demand.is_there(&group) == expected
        });
        assert!(seen, "{program}: never {expected}");
    }

    #[test]
    fn a_program_that_computes_wants_the_processor() {
        check("while :; do :; done", true);
    }

    #[test]
    fn a_program_that_waits_does_not() {
        check("sleep 600", false);
    }
}
