//! Runs the compiler within bounds: real time, memory, and how much it may write.
//!
//! It works on text that is not trusted. A program can make it compute for ever (a constant
//! can hold a loop) or fill the disk, and none of that may stop the next grading.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{ChildStderr, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use model::limits::ResourceLimits;
use model::transcript::Limit;
use sandbox::group;
use sandbox::{self, Confinement, Folder, Launch, SandboxError, Terms};

/// What compiling may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompileLimits {
    /// Real time.
    pub wall: Duration,
    /// Bytes on standard error.
    pub said: u64,
    /// What the system bounds.
    pub resources: ResourceLimits,
}

/// How it ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// By itself, or by a signal of the kernel's.
    Exited {
        /// Its exit code.
        code: Option<i32>,
        /// The signal that ended it.
        signal: Option<i32>,
        /// Standard error.
        said: Vec<u8>,
    },
    /// It took too long and was killed.
    TooSlow,
    /// It said too much and was killed.
    TooLoud,
    /// It used too much of something else and was killed.
    Over(Limit),
}

/// Runs `command`, with everything it starts. Confined, it may write in its folder, and read there
/// and in `read`. Standard output is closed.
///
/// # Errors
/// When it cannot be started as promised, or waited for.
pub(super) fn run(
    confinement: Confinement<'_>,
    command: Command,
    stdin: Stdio,
    read: Vec<PathBuf>,
    limits: CompileLimits,
) -> Result<Ended, SandboxError> {
    let (mut process, ()) = sandbox::start(confinement, || {
        let terms = Terms {
            read,
            folder: Folder::Itself,
            may_start_others: true,
            loopback: false,
            keep: Vec::new(),
            limits: limits.resources,
        };
        let streams = [stdin, Stdio::null(), Stdio::piped()];
        Ok(Launch { command, streams, terms, inherited: Vec::new(), kept: () })
    })?;
    let said = listen(process.group.child.stderr.take(), limits.said);
    // Returning ends the group with its linker and whatever else it started.
    let said = match said.recv_timeout(limits.wall) {
        Ok(said) => said?,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            return Ok(Ended::TooSlow);
        }
    };
    if said.len() as u64 > limits.said {
        return Ok(Ended::TooLoud);
    }
    Ok(match process.wait()? {
        sandbox::Ended::Exited(code) => Ended::Exited { code: Some(code), signal: None, said },
        sandbox::Ended::Killed(signal) | sandbox::Ended::Stopped(signal) => {
            Ended::Exited { code: None, signal: Some(signal), said }
        }
        sandbox::Ended::Over(limit) => Ended::Over(limit),
    })
}

/// Runs a `command` that is trusted to end, and gives all that it wrote.
///
/// # Errors
/// When it cannot be started or waited for.
pub fn output(mut command: Command) -> io::Result<Output> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (mut group, ()) = group::start(|| Ok((command, Vec::new(), ())))?;
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
        // The receiver is gone when it was too slow.
        let _ = sender.send(read.map(|_| said));
    });
    receiver
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::time::Instant;

    use super::*;

    use super::super::compile::LIMITS;

    const FEW: CompileLimits = CompileLimits {
        wall: Duration::from_secs(20),
        said: 100,
        resources: ResourceLimits { file_bytes: 1 << 20, ..LIMITS.resources },
    };

    fn check(script: &str, limits: CompileLimits, expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(dir.path());
        let said = match run(Confinement::Unconfined, command, Stdio::null(), Vec::new(), limits)
            .unwrap()
        {
            Ended::Exited { code, signal, said } => {
                format!("{code:?} {signal:?} {}", String::from_utf8_lossy(&said).trim_end())
            }
            ended => format!("{ended:?}"),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn what_it_said_comes_back_with_its_end() {
        check("echo no >&2; exit 3", FEW, "Some(3) None no");
    }

    #[test]
    fn a_slow_one_dies_with_all_that_it_started() {
        let begun = Instant::now();
        let wall = Duration::from_millis(200);
        check("sleep 60 & sleep 60", CompileLimits { wall, ..FEW }, "TooSlow");
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_loud_one_is_killed() {
        check("yes >&2", FEW, "TooLoud");
    }

    #[test]
    fn a_huge_file_stays_small() {
        check("sleep 0.2; exec head -c 9000000 /dev/zero > huge", FEW, "None Some(25) ");
    }
}
