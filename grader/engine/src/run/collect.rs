//! Reads what a running program writes, up to the cap and until it ends, however it ends.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, PidfdFlags, pidfd_open};
use socket2::{Domain, Socket, Type};

use super::arrivals::{Arrivals, Live};
use super::channel::Channel;
use super::door::Door;
use super::folder::Folder;
use super::output::{Captured, OutputReader, Pipe, Time};
use super::{Clock, RunError, Runner};
use model::spec::Run;
use model::transcript::{End, Limit};
use sandbox::group;
use sandbox::{self, Confinement, Demand, Ended, Launch, Terms};

/// The signal by which the system says that a process has used up its processor time.
const CPU_TIME: i32 = 24;
/// Bytes of records that are kept: a program that makes more is over the limit of output.
const MOST_RECORD_BYTES: usize = 16 << 20;

/// Everything that came out of a program.
pub(super) struct Collected {
    pub(super) heard: Captured,
    /// How it ended, as the system says.
    pub(super) end: End,
    /// Output was cut at the cap.
    pub(super) cut_off: bool,
}

/// Runs the program and reads it out; and the processor time that it took, as far as that is known.
pub(super) fn collect(
    runner: &Runner,
    confinement: Confinement<'_>,
    program: &Path,
    run: &Run,
    folder: &Folder,
    stdin: Stdio,
    live: Live<'_>,
) -> Result<(Collected, Duration), RunError> {
    let cannot_start = |source| RunError::Start { path: program.to_path_buf(), source };
    let (mut process, (records, channel, door)) = sandbox::start(confinement, || {
        // Sockets, since a pipe could be opened anew by its name under `/proc`.
        let (records, write) = UnixStream::pair()?;
        let (ours, theirs) = UnixStream::pair()?;
        rustix::io::fcntl_setfd(&theirs, rustix::io::FdFlags::empty())?;
        // Several in the program read it, and none may wait for what another has read.
        theirs.set_nonblocking(true)?;
        let (door, asked) = packets()?;
        // In the order in which they are kept.
        let number = |place: RawFd, fd: BorrowedFd<'_>| match confinement {
            Confinement::In(_) => sandbox::FIRST_KEPT + place,
            Confinement::Unconfined => fd.as_raw_fd(),
        };
        let channel = number(0, theirs.as_fd());
        let mut command = Command::new(program);
        command
            .args(&run.args)
            .env_clear()
            .env(channel::VARIABLE, channel.to_string())
            // Otherwise a program's threads would depend on the flavour of its runtime.
            .env("TOKIO_WORKER_THREADS", "1")
            .current_dir(folder.path());
        let mut keep = vec![theirs.as_raw_fd()];
        let mut read = Vec::new();
        if let Clock::Virtual(library) = runner.clock() {
            rustix::io::fcntl_setfd(&write, rustix::io::FdFlags::empty())?;
            rustix::io::fcntl_setfd(&asked, rustix::io::FdFlags::empty())?;
            let own = [channel, number(1, write.as_fd()), number(2, asked.as_fd())];
            let settings = runner.settings(run, own);
            command
                .env("LD_PRELOAD", seen_from_folder(runner, library))
                .env(trace::SETTINGS_VARIABLE, settings.to_line());
            keep.extend([write.as_raw_fd(), asked.as_raw_fd()]);
            read.push(library.clone());
        }
        let terms = Terms {
            read,
            folder: sandbox::Folder::Copy,
            may_start_others: false,
            loopback: run.loopback,
            keep,
            limits: runner.limits().resources,
        };
        let streams = [stdin, Stdio::piped(), Stdio::piped()];
        // Their ends are the program's alone.
        let inherited = vec![write.into(), theirs.into(), asked];
        let kept = (OwnedFd::from(records), ours, door);
        Ok(Launch { command, streams, terms, inherited, kept })
    })
    .map_err(cannot_start)?;
    let limits = runner.limits();
    let time = match runner.clock() {
        Clock::Virtual(_) => Time::Kept(Door::new(door, limits.virtual_time.as_nanos() as u64)),
        Clock::Real => Time::Real(Arrivals::begin(live)),
    };

    let most = limits.output_bytes;
    let pipes = [
        Pipe::new(process.group.child.stdout.take().map(OwnedFd::from), most)?,
        Pipe::new(process.group.child.stderr.take().map(OwnedFd::from), most)?,
        Pipe::new(Some(records), MOST_RECORD_BYTES)?,
    ];
    let channel = Channel::new(channel, &run.lab)?;
    let mut output = OutputReader::new(pipes, channel, time);
    let outcome = watch(&process.group, &mut output, limits.wall)?;
    process.group.kill();
    let ended = process.wait();
    output.read_rest()?;
    let cut_off = output.are_full();
    let end = match (output.forged(), outcome) {
        (Some(forged), _) => End::Tampered { what: forged.words().to_owned() },
        (_, Outcome::OverLimit(limit)) => End::OverLimit { limit },
        (_, Outcome::Stopped { signal }) => End::Killed { signal },
        (_, Outcome::Ended) if cut_off => End::OverLimit { limit: Limit::Output },
        (_, Outcome::Ended) => match ended? {
            Ended::Exited(code) => End::Exited { code },
            Ended::Killed(CPU_TIME) => End::OverLimit { limit: Limit::CpuTime },
            Ended::Killed(signal) | Ended::Stopped(signal) => End::Killed { signal },
            Ended::Over(limit) => End::OverLimit { limit },
        },
    };
    let collected = Collected { heard: output.close(), end, cut_off };
    Ok((collected, process.used()))
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

/// Why nothing more was read.
enum Outcome {
    /// The program ended.
    Ended,
    /// It went over a limit.
    OverLimit(Limit),
    /// It was stopped by a signal, and nothing has let it go on since.
    Stopped {
        /// Which.
        signal: i32,
    },
}

/// How often it is looked whether the program was stopped: twice, since it may be let
/// go on.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How often the limit of real time may pass for a program that is at work: on a machine with other
/// things to do it gets the verdict that it would get on any other, which is that of another limit.
const MOST_WALLS: u32 = 10;

/// Listens until the program ends or has to be ended.
fn watch(
    group: &group::Group,
    output: &mut OutputReader<'_>,
    wall: Duration,
) -> Result<Outcome, RunError> {
    let ended =
        pidfd_open(Pid::from_child(&group.child), PidfdFlags::empty()).map_err(io::Error::from)?;
    let mut deadline = Instant::now() + wall;
    let last = Instant::now() + MOST_WALLS * wall;
    let mut demand = Demand::begin();
    let mut look = Instant::now() + LOOK_EVERY;
    let mut was_stopped = false;
    loop {
        let now = Instant::now();
        if now >= deadline {
            let is_talking = output.last_heard.elapsed() < LOOK_EVERY;
            // Looked at in any case: the next look counts from this one.
            let is_at_work = demand.is_there(group) || is_talking;
            if now < last && is_at_work {
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
        let has_ended = output.listen(Some(ended.as_fd()), left)?;
        if output.forged().is_some() {
            // What it did is known, and it is ended like any other.
            return Ok(Outcome::Ended);
        }
        if output.are_full() {
            return Ok(Outcome::OverLimit(Limit::Output));
        }
        if has_ended {
            return Ok(Outcome::Ended);
        }
    }
}

/// Two ends of a line on which each message is one packet: ours, which never waits, and another.
pub(super) fn packets() -> io::Result<(OwnedFd, OwnedFd)> {
    let (ours, theirs) = Socket::pair(Domain::UNIX, Type::SEQPACKET, None)?;
    ours.set_nonblocking(true)?;
    Ok((ours.into(), theirs.into()))
}
