//! Reads what a running program writes, up to the cap and until it ends, however it ends.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::folder::Folder;
use super::{RunError, Runner};
use crate::course::manifest::Run;
use crate::process;
use crate::transcript::{End, Limit};

/// Bytes of records that are kept: a program that makes more is over the limit of output.
const MOST_RECORD_BYTES: usize = 64 << 20;
/// Bytes that a program may write into one file.
const MOST_FILE_BYTES: u64 = 16 << 20;

/// Everything that came out of a program.
pub(super) struct Collected {
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
    pub(super) records: Vec<u8>,
    /// How it ended, as the system says.
    pub(super) end: End,
    /// Output was cut at the cap.
    pub(super) cut_off: bool,
}

/// Runs the program and reads it out.
pub(super) fn collect(
    runner: &Runner,
    program: &Path,
    run: &Run,
    folder: &Folder,
) -> Result<Collected, RunError> {
    let cannot_start = |source| RunError::Start { path: program.to_path_buf(), source };
    let stdin = folder.stdin()?;
    let (mut group, records) = process::start(|| {
        // A socket, since a pipe could be opened anew by its name under `/proc`.
        let (read, write) = UnixStream::pair()?;
        rustix::io::fcntl_setfd(&write, rustix::io::FdFlags::empty())?;
        let mut command = Command::new(program);
        command
            .args(&run.args)
            .env_clear()
            .env("LD_PRELOAD", clock_from_folder(runner))
            .env(trace::SETTINGS_VARIABLE, runner.settings(run, write.as_raw_fd()).to_line())
            // Otherwise a program's threads would depend on the flavour of its runtime.
            .env("TOKIO_WORKER_THREADS", "1")
            .current_dir(folder.path())
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // The write end lives until the program has inherited it, and no longer.
        Ok((command, (File::from(OwnedFd::from(read)), write)))
    })
    .map(|(group, (read, write))| {
        drop(write);
        (group, read)
    })
    .map_err(cannot_start)?;
    group.limit(runner.limits.memory_bytes, MOST_FILE_BYTES);

    let most = runner.limits.output_bytes;
    let mut pipes = [
        Pipe::new(group.child.stdout.take().map(OwnedFd::from), most),
        Pipe::new(group.child.stderr.take().map(OwnedFd::from), most),
        Pipe::new(Some(records.into()), MOST_RECORD_BYTES),
    ];
    let outcome = read_out(&group, &mut pipes, runner.limits.wall)?;
    group.kill();
    let status = group.child.wait()?;
    // What was written just before the end is still in the pipes. The pipe's other end may be
    // held open by a process that is left over, so this does not wait for it to be closed.
    while read_ready(&mut pipes, Some(Duration::ZERO))? {}

    let cut_off = pipes.iter().any(|pipe| pipe.full);
    let [stdout, stderr, records] = pipes.map(|pipe| pipe.bytes);
    let end = match (outcome, status.signal()) {
        (Outcome::OverLimit(limit), _) => End::OverLimit { limit },
        (Outcome::Stopped { signal }, _) => End::Killed { signal },
        (Outcome::Ended, _) if cut_off => End::OverLimit { limit: Limit::Output },
        (Outcome::Ended, Some(signal)) => End::Killed { signal },
        (Outcome::Ended, None) => End::Exited { code: status.code().unwrap_or_default() },
    };
    Ok(Collected { stdout, stderr, records, end, cut_off })
}

/// The clock as seen from a run's folder, which lies two folders deep in the store's scratch.
///
/// A list of preloaded libraries is split at spaces and colons, and the path of a course may hold
/// both; a path inside the store holds neither.
fn clock_from_folder(runner: &Runner) -> PathBuf {
    match runner.clock.strip_prefix(runner.store.root()) {
        Ok(inside) => Path::new("../../..").join(inside),
        Err(_) => runner.clock.clone(),
    }
}

/// One pipe and what came through it.
struct Pipe {
    file: Option<File>,
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Pipe {
    fn new(fd: Option<OwnedFd>, most: usize) -> Pipe {
        Pipe { file: fd.map(File::from), bytes: Vec::new(), most, full: false }
    }

    /// Reads what is there; forgets the pipe at its end.
    fn read(&mut self) -> io::Result<()> {
        let mut buffer = [0; 16 * 1024];
        let Some(file) = &mut self.file else { return Ok(()) };
        let count = file.read(&mut buffer)?;
        if count == 0 {
            self.file = None;
            return Ok(());
        }
        let room = self.most - self.bytes.len();
        self.full |= count > room;
        self.bytes.extend_from_slice(&buffer[..count.min(room)]);
        Ok(())
    }
}

/// Why nothing more was read.
enum Outcome {
    /// The program ended.
    Ended,
    /// It went over a limit.
    OverLimit(Limit),
    /// It was stopped by a signal, and nobody is there to let it go on.
    Stopped {
        /// Which.
        signal: i32,
    },
}

/// How often it is looked whether the program was stopped: twice, since whoever stopped it may
/// let it go on.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How often the limit of real time may pass for a program that is not given the processor: on a
/// machine with other things to do it gets the verdict that it would get on any other.
const MOST_WALLS: u32 = 5;

/// Reads until the program ends or has to be ended.
fn read_out(
    group: &process::Group,
    pipes: &mut [Pipe; 3],
    wall: Duration,
) -> Result<Outcome, RunError> {
    let ended =
        pidfd_open(Pid::from_child(&group.child), PidfdFlags::empty()).map_err(io::Error::from)?;
    let mut deadline = Instant::now() + wall;
    let last = Instant::now() + MOST_WALLS * wall;
    let mut look = Instant::now() + LOOK_EVERY;
    let mut was_stopped = false;
    loop {
        let now = Instant::now();
        if now >= deadline {
            if now < last && group.is_starved(wall / 2) {
                deadline = now + LOOK_EVERY;
                continue;
            }
            return Ok(Outcome::OverLimit(Limit::WallTime));
        }
        if now >= look {
            let stopped = group.stopped_by();
            if let Some(signal) = stopped.filter(|_| was_stopped) {
                return Ok(Outcome::Stopped { signal });
            }
            was_stopped = stopped.is_some();
            look = now + LOOK_EVERY;
        }
        let left = deadline.min(look).saturating_duration_since(now);
        let has_ended = wait(pipes, Some(ended.as_fd()), Some(left))?;
        if pipes.iter().any(|pipe| pipe.full) {
            return Ok(Outcome::OverLimit(Limit::Output));
        }
        if has_ended {
            return Ok(Outcome::Ended);
        }
    }
}

/// Reads what is in the pipes; true when there was something.
fn read_ready(pipes: &mut [Pipe; 3], timeout: Option<Duration>) -> Result<bool, RunError> {
    let before: usize = pipes.iter().map(|pipe| pipe.bytes.len()).sum();
    wait(pipes, None, timeout)?;
    let full = pipes.iter().any(|pipe| pipe.full);
    let after: usize = pipes.iter().map(|pipe| pipe.bytes.len()).sum();
    Ok(after > before && !full)
}

/// Waits for any of the pipes or for `other`, and reads those that are ready. True when `other`
/// is ready.
fn wait(
    pipes: &mut [Pipe; 3],
    other: Option<BorrowedFd<'_>>,
    timeout: Option<Duration>,
) -> io::Result<bool> {
    let timeout = timeout.map(|timeout| Timespec {
        tv_sec: timeout.as_secs() as i64,
        tv_nsec: timeout.subsec_nanos().into(),
    });
    let mut files: Vec<PollFd<'_>> = Vec::with_capacity(4);
    let mut owners: Vec<Option<usize>> = Vec::with_capacity(4);
    for (index, pipe) in pipes.iter().enumerate() {
        if let Some(file) = &pipe.file {
            files.push(PollFd::new(file, PollFlags::IN));
            owners.push(Some(index));
        }
    }
    if let Some(other) = other {
        files.push(PollFd::from_borrowed_fd(other, PollFlags::IN));
        owners.push(None);
    }
    match poll(&mut files, timeout.as_ref()) {
        Err(rustix::io::Errno::INTR) => return Ok(false),
        other => other?,
    };
    let ready: Vec<Option<usize>> = files
        .iter()
        .zip(owners)
        .filter(|(file, _)| !file.revents().is_empty())
        .map(|(_, owner)| owner)
        .collect();
    drop(files);
    for index in ready.iter().flatten() {
        pipes[*index].read()?;
    }
    Ok(ready.contains(&None))
}
