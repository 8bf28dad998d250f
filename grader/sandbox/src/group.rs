//! Starting a program in a process group of its own, and ending it with everything it started.
//!
//! Every child of the grader is started here: submissions, the compiler, cargo.

use std::collections::BTreeSet;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions};

/// Children of the grader that may live. Taken while a child is started, too: a descriptor that
/// one child is to inherit must not reach another that is started at the same moment.
static LIVE: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

/// A started program; its process group is killed when this is dropped.
pub struct Group {
    /// The process that was started.
    pub child: Child,
    pid: Pid,
}

/// Starts a command in its own process group, with `prepare` called at a moment in which no other
/// child is started. The descriptors that it gives are for this child alone, so they are closed
/// here before another one can be started, which would inherit them, too.
pub fn start<T>(
    prepare: impl FnOnce() -> io::Result<(Command, Vec<OwnedFd>, T)>,
) -> io::Result<(Group, T)> {
    adopt_orphans();
    let mut live = live();
    let (mut command, inherited, kept) = prepare()?;
    let child = command.process_group(0).spawn()?;
    drop(inherited);
    live.insert(child.id() as i32);
    let pid = Pid::from_child(&child);
    Ok((Group { child, pid }, kept))
}

impl Group {
    /// Bounds what each process of the group may use: bytes of memory and of a file it writes,
    /// and seconds on the processor.
    pub fn limit(&self, memory_bytes: u64, file_bytes: u64, cpu_seconds: u64) {
        let limits = [
            (Resource::Data, memory_bytes, memory_bytes),
            (Resource::Fsize, file_bytes, file_bytes),
            // By the soft one the system says what was used up; by the hard one it just kills.
            (Resource::Cpu, cpu_seconds, cpu_seconds + 1),
            (Resource::Core, 0, 0),
        ];
        for (resource, soft, hard) in limits {
            let limit = Rlimit { current: Some(soft), maximum: Some(hard) };
            // A program that has already ended needs no limits.
            let _ = rustix::process::prlimit(Some(self.pid), resource, limit);
        }
    }

    /// The signal that has stopped the started process, if one has and it has not gone on.
    pub fn stopped_by(&self) -> Option<i32> {
        // Left to be seen again: the call that lets it go on takes it back.
        let look = WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        let status = rustix::process::waitid(WaitId::Pid(self.pid), look).ok()??;
        status.stopping_signal()
    }

    /// The number of the process that was started.
    pub(crate) fn id(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Processor time that the started process has used by now, with all that it started.
    pub fn used(&self) -> Duration {
        /// Where the times stand behind the name: its own in user and kernel mode, and those of
        /// its children that have ended.
        const TIMES: std::ops::Range<usize> = 11..15;
        const TICK: Duration = Duration::from_millis(10);
        let (mut found, mut ticks) = (vec![self.pid.as_raw_nonzero().get()], 0);
        while let Some(pid) = found.pop() {
            let folder = PathBuf::from(format!("/proc/{pid}"));
            let stat = std::fs::read_to_string(folder.join("stat")).unwrap_or_default();
            let behind = stat.rsplit_once(") ").map_or("", |(_, behind)| behind);
            let times = behind.split(' ').skip(TIMES.start).take(TIMES.len());
            ticks += times.filter_map(|time| time.parse::<u32>().ok()).sum::<u32>();
            found.extend(children(&folder));
        }
        TICK * ticks
    }

    /// Kills the group.
    pub fn kill(&self) {
        // A group that has ended needs no killing.
        let _ = rustix::process::kill_process_group(self.pid, Signal::KILL);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
        // The child is ours and was killed, so waiting for it ends and cannot fail.
        let _ = self.child.wait();
        let mut live = live();
        live.remove(&self.id());
        kill_orphans(&live);
    }
}

/// Kills every program that is running, with all it started: for the end of the grader itself.
/// From here on nothing can be started, and nobody comes back from a program that was killed.
pub fn kill_all() {
    let live = live();
    for pid in live.iter().copied().filter_map(Pid::from_raw) {
        let _ = rustix::process::kill_process_group(pid, Signal::KILL);
        // Only once it has died do we get what it started. The code that started it may be waiting for
        // it too, so its end is left for them to take.
        let dead = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        let _ = rustix::process::waitid(WaitId::Pid(pid), dead);
    }
    kill_orphans(&live);
    // Else a thread that saw its program die would start the next one, or call it a failure.
    std::mem::forget(live);
}

fn live() -> MutexGuard<'static, BTreeSet<i32>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the system hand us processes whose parent has died, so that none can slip away.
fn adopt_orphans() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Where the system cannot, a program that leaves its group outlives its run.
        let _ = rustix::process::set_child_subreaper(Some(rustix::process::getpid()));
    });
}

/// Kills children that nobody here has started: what a program left behind when it died.
fn kill_orphans(live: &BTreeSet<i32>) {
    /// Generations of orphans: killing one may hand us its children.
    const MOST_ROUNDS: usize = 100;
    for _ in 0..MOST_ROUNDS {
        let first = rustix::process::getpid().as_raw_nonzero();
        // The system hands orphans to our first thread; children that other threads have started
        // in another way belong to the code that started them.
        let orphans: Vec<Pid> = children_of_thread(format!("/proc/self/task/{first}"))
            .into_iter()
            .filter(|pid| !live.contains(pid))
            .filter_map(Pid::from_raw)
            .collect();
        if orphans.is_empty() {
            return;
        }
        for orphan in orphans {
            let _ = rustix::process::kill_process(orphan, Signal::KILL);
            let _ = rustix::process::waitpid(Some(orphan), rustix::process::WaitOptions::empty());
        }
    }
}

/// Process numbers of the children of a process, by its folder under `/proc`.
pub fn children(process: &Path) -> Vec<i32> {
    let threads = std::fs::read_dir(process.join("task")).into_iter().flatten().flatten();
    threads.flat_map(|thread| children_of_thread(thread.path())).collect()
}

fn children_of_thread(thread: impl AsRef<Path>) -> Vec<i32> {
    let list = std::fs::read_to_string(thread.as_ref().join("children")).unwrap_or_default();
    list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn what_a_program_has_used_is_known_before_it_has_ended() {
        let script = "while :; do :; done & wait";
        let (group, ()) = start(|| {
            let mut shell = Command::new("sh");
            shell.args(["-c", script]);
            Ok((shell, Vec::new(), ()))
        })
        .expect("there is a shell");
        let began = Instant::now();
        // It is a child of the shell's that computes.
        while group.used() < Duration::from_millis(50) {
            assert!(began.elapsed() < Duration::from_secs(60), "it computes, and nobody counts it");
        }
    }
}
