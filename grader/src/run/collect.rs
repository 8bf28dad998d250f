//! Reads what a running program writes, up to the cap and until it ends, however it ends.

use std::collections::BTreeMap;
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

use super::arrivals::Arrivals;
use super::channel::Channel;
use super::folder::Folder;
use super::{Clock, RunError, Runner};
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
    /// Figures that it told of the world outside it.
    pub(super) figures: BTreeMap<String, u64>,
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
    stdin: Stdio,
) -> Result<Collected, RunError> {
    let cannot_start = |source| RunError::Start { path: program.to_path_buf(), source };
    let (mut group, (records, channel)) = process::start(|| {
        let (read, write) = io::pipe()?;
        let (ours, theirs) = UnixStream::pair()?;
        rustix::io::fcntl_setfd(&theirs, rustix::io::FdFlags::empty())?;
        let mut command = Command::new(program);
        command
            .args(&run.args)
            .env_clear()
            .env(channel::VARIABLE, theirs.as_raw_fd().to_string())
            // Otherwise a program's threads would depend on the flavour of its runtime.
            .env("TOKIO_WORKER_THREADS", "1")
            .current_dir(folder.path())
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Clock::Virtual(library) = &runner.clock {
            rustix::io::fcntl_setfd(&write, rustix::io::FdFlags::empty())?;
            let settings = runner.settings(run, write.as_raw_fd(), theirs.as_raw_fd());
            command
                .env("LD_PRELOAD", seen_from_folder(runner, library))
                .env(trace::SETTINGS_VARIABLE, settings.to_line());
        }
        // Their ends live until the program has inherited them, and no longer.
        Ok((command, (File::from(OwnedFd::from(read)), ours, (write, theirs))))
    })
    .map(|(group, (read, ours, theirs))| {
        drop(theirs);
        (group, (read, ours))
    })
    .map_err(cannot_start)?;
    let mut arrivals = (runner.clock == Clock::Real).then(Arrivals::begin);
    group.limit(runner.limits.memory_bytes, MOST_FILE_BYTES);

    let most = runner.limits.output_bytes;
    let mut pipes = [
        Pipe::new(group.child.stdout.take().map(OwnedFd::from), most),
        Pipe::new(group.child.stderr.take().map(OwnedFd::from), most),
        Pipe::new(Some(records.into()), MOST_RECORD_BYTES),
    ];
    let mut channel = Channel::new(channel, &run.lab)?;
    let stopped = read_out(&group, &mut pipes, &mut channel, &mut arrivals, runner.limits.wall)?;
    group.kill();
    let status = group.child.wait()?;
    // What was written just before the end is still in the pipes. The pipe's other end may be
    // held open by a process that is left over, so this does not wait for it to be closed.
    while read_ready(&mut pipes, &mut channel, Some(Duration::ZERO))? {}
    note(&mut arrivals, &pipes);

    let cut_off = pipes.iter().any(|pipe| pipe.full);
    let [stdout, stderr, records] = pipes.map(|pipe| pipe.bytes);
    let records = arrivals.map_or(records, Arrivals::end);
    let end = match (stopped, status.signal()) {
        (Some(limit), _) => End::OverLimit { limit },
        (None, _) if cut_off => End::OverLimit { limit: Limit::Output },
        (None, Some(signal)) => End::Killed { signal },
        (None, None) => End::Exited { code: status.code().unwrap_or_default() },
    };
    let figures = channel.into_figures();
    Ok(Collected { stdout, stderr, records, figures, end, cut_off })
}

/// The clock as seen from a run's folder, which lies two folders deep in the store's scratch.
///
/// A list of preloaded libraries is split at spaces and colons, and the path of a course may hold
/// both; a path inside the store holds neither.
fn seen_from_folder(runner: &Runner, clock: &Path) -> PathBuf {
    match clock.strip_prefix(runner.store.root()) {
        Ok(inside) => Path::new("../../..").join(inside),
        Err(_) => clock.to_owned(),
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

/// Reads until the program ends; the limit that was reached when it had to be stopped.
fn read_out(
    group: &process::Group,
    pipes: &mut [Pipe; 3],
    channel: &mut Channel<'_>,
    arrivals: &mut Option<Arrivals>,
    wall: Duration,
) -> Result<Option<Limit>, RunError> {
    let ended =
        pidfd_open(Pid::from_child(&group.child), PidfdFlags::empty()).map_err(io::Error::from)?;
    let deadline = Instant::now() + wall;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Some(Limit::WallTime));
        }
        let has_ended = wait(pipes, channel, Some(ended.as_fd()), Some(left))?;
        note(arrivals, pipes);
        if pipes.iter().any(|pipe| pipe.full) {
            return Ok(Some(Limit::Output));
        }
        if has_ended {
            return Ok(None);
        }
    }
}

/// Takes down when the bytes came, where that is what gives them their time.
fn note(arrivals: &mut Option<Arrivals>, [stdout, stderr, _]: &[Pipe; 3]) {
    if let Some(arrivals) = arrivals {
        arrivals.note([stdout.bytes.len(), stderr.bytes.len()]);
    }
}

/// Reads what is in the pipes; true when there was something.
fn read_ready(
    pipes: &mut [Pipe; 3],
    channel: &mut Channel<'_>,
    timeout: Option<Duration>,
) -> Result<bool, RunError> {
    let before: usize = pipes.iter().map(|pipe| pipe.bytes.len()).sum();
    wait(pipes, channel, None, timeout)?;
    let full = pipes.iter().any(|pipe| pipe.full);
    let after: usize = pipes.iter().map(|pipe| pipe.bytes.len()).sum();
    Ok(after > before && !full)
}

/// Whom there is something from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Pipe(usize),
    Channel,
    Other,
}

/// Waits for any of the pipes, the channel or `other`; reads those that are ready and answers
/// what is asked. True when `other` is ready.
fn wait(
    pipes: &mut [Pipe; 3],
    channel: &mut Channel<'_>,
    other: Option<BorrowedFd<'_>>,
    timeout: Option<Duration>,
) -> io::Result<bool> {
    let timeout = timeout.map(|timeout| Timespec {
        tv_sec: timeout.as_secs() as i64,
        tv_nsec: timeout.subsec_nanos().into(),
    });
    let (mut files, owners): (Vec<PollFd<'_>>, Vec<From>) = pipes
        .iter()
        .enumerate()
        .filter_map(|(index, pipe)| Some((pipe.file.as_ref()?.as_fd(), From::Pipe(index))))
        .chain(channel.socket().map(|socket| (socket, From::Channel)))
        .chain(other.map(|other| (other, From::Other)))
        .map(|(fd, from)| (PollFd::from_borrowed_fd(fd, PollFlags::IN), from))
        .unzip();
    match poll(&mut files, timeout.as_ref()) {
        Err(rustix::io::Errno::INTR) => return Ok(false),
        other => other?,
    };
    let ready: Vec<From> = files
        .iter()
        .zip(owners)
        .filter(|(file, _)| !file.revents().is_empty())
        .map(|(_, owner)| owner)
        .collect();
    drop(files);
    for from in &ready {
        match from {
            From::Pipe(index) => pipes[*index].read()?,
            From::Channel => channel.serve(),
            From::Other => {}
        }
    }
    Ok(ready.contains(&From::Other))
}
