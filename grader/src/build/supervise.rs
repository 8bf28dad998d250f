//! Runs the compiler within bounds: real time, memory, and how much it may write.
//!
//! It works on text that nobody vouches for. A program can make it compute for ever (a constant
//! can hold a loop) or fill the disk, and none of that may stop the next grading.

use std::io::{self, Read};
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, prlimit};

use crate::process;

/// What a process may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Real time.
    pub wall: Duration,
    /// Bytes on standard error.
    pub said: u64,
    /// Bytes of memory, for each of its processes.
    pub memory: u64,
    /// Bytes of each file that it writes.
    pub file: u64,
}

/// How it ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself, or by a signal of the kernel's.
    Exited {
        /// How.
        status: ExitStatus,
        /// Standard error.
        said: Vec<u8>,
    },
    /// It took too long and was killed.
    TooSlow,
    /// It said too much and was killed.
    TooLoud,
}

/// Runs `command`, whose standard input is its own affair, and everything it starts, standard
/// output closed.
///
/// # Errors
/// When it cannot be started or waited for.
pub(super) fn run(mut command: Command, bounds: Bounds) -> io::Result<Ended> {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let (mut group, ()) = process::start(|| Ok((command, ())))?;
    group.limit(bounds.memory, bounds.file);
    limit_cpu(&group.child, bounds.wall);
    let said = listen(group.child.stderr.take(), bounds.said);
    // Returning ends the group with its linker and whatever else it started.
    match said.recv_timeout(bounds.wall) {
        Ok(said) => {
            let said = said?;
            if said.len() as u64 > bounds.said {
                return Ok(Ended::TooLoud);
            }
            Ok(Ended::Exited { status: group.child.wait()?, said })
        }
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(Ended::TooSlow),
    }
}

/// Runs a `command` that is trusted to end, and gives all that it wrote.
///
/// # Errors
/// When it cannot be started or waited for.
pub(crate) fn output(mut command: Command) -> io::Result<Output> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (mut group, ()) = process::start(|| Ok((command, ())))?;
    let said = listen(group.child.stderr.take(), u64::MAX - 1);
    let mut stdout = Vec::new();
    if let Some(mut pipe) = group.child.stdout.take() {
        pipe.read_to_end(&mut stdout)?;
    }
    let stderr = said.recv().unwrap_or_else(|_| Ok(Vec::new()))?;
    Ok(Output { status: group.child.wait()?, stdout, stderr })
}

/// Reads a pipe in the background, a little further than `most` bytes.
fn listen(pipe: Option<ChildStderr>, most: u64) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut said = Vec::new();
        let read = pipe.map(|pipe| pipe.take(most + 1).read_to_end(&mut said)).transpose();
        // Nobody listens any more when it was too slow.
        let _ = sender.send(read.map(|_| said));
    });
    receiver
}

/// Bounds the time on the processor: it ends the compiler even if the grader is killed first.
fn limit_cpu(child: &Child, wall: Duration) {
    let seconds = 2 * wall.as_secs().max(1);
    let limit = Rlimit { current: Some(seconds), maximum: Some(seconds) };
    // A process that has already ended needs no limit.
    let _ = prlimit(Some(Pid::from_child(child)), Resource::Cpu, limit);
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::time::Instant;

    use super::*;

    const BOUNDS: Bounds =
        Bounds { wall: Duration::from_secs(20), said: 100, memory: 1 << 30, file: 1 << 20 };

    fn check(script: &str, bounds: Bounds, expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(dir.path()).stdin(Stdio::null());
        let said = match run(command, bounds).unwrap() {
            Ended::Exited { status, said } => format!(
                "{:?} {:?} {}",
                status.code(),
                status.signal(),
                String::from_utf8_lossy(&said).trim_end()
            ),
            ended => format!("{ended:?}"),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn what_it_said_comes_back_with_its_end() {
        check("echo no >&2; exit 3", BOUNDS, "Some(3) None no");
    }

    #[test]
    fn a_slow_one_dies_with_all_that_it_started() {
        let begun = Instant::now();
        let wall = Duration::from_millis(200);
        check("sleep 60 & sleep 60", Bounds { wall, ..BOUNDS }, "TooSlow");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_loud_one_is_killed() {
        check("yes >&2", BOUNDS, "TooLoud");
    }

    #[test]
    fn a_huge_file_stays_small() {
        check("sleep 0.2; exec head -c 9000000 /dev/zero > huge", BOUNDS, "None Some(25) ");
    }
}
