//! Starting a program confined, and what became of it.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::spec::{Event, Spec};
use super::terms::{self, Folder, Terms};
use super::{Confinement, Layer, Measure, Sandbox, SandboxError, child};
use crate::group::{self, Group};
use model::limits::ResourceLimits;
use model::transcript::Limit;

/// Everything that it takes to start a program.
pub struct Launch<T> {
    /// The program, its arguments, all of its environment and its folder.
    pub command: Command,
    /// Standard input, output and error.
    pub streams: [Stdio; 3],
    /// On what terms.
    pub terms: Terms,
    /// What the program inherits, and nobody else.
    pub inherited: Vec<OwnedFd>,
    /// Passed on to the process that starts the program.
    pub kept: T,
}

/// A started program.
pub struct Process {
    /// What the system knows of it; everything in it is dead when this is dropped.
    pub group: Group,
    control: Option<UnixStream>,
    used: Duration,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this code.
    Exited(i32),
    /// By this signal.
    Killed(i32),
    /// Not at all: this signal has stopped it.
    Stopped(i32),
    /// By us, over this bound.
    Over(Limit),
}

/// Starts a program, with `prepare` called at a moment in which no other child is started.
pub fn start<T>(
    confinement: Confinement<'_>,
    prepare: impl FnOnce() -> io::Result<Launch<T>>,
) -> io::Result<(Process, T)> {
    let mut limits = None;
    let (group, (control, kept)) = group::start(|| {
        let Launch { command, streams, terms, mut inherited, kept } = prepare()?;
        let [stdin, stdout, stderr] = streams;
        let (mut command, control) = match confinement {
            Confinement::Unconfined => {
                limits = Some(terms.limits);
                (command, None)
            }
            Confinement::In(sandbox) => {
                let (command, (ours, theirs)) =
                    sandbox.around(&spec(sandbox, &command, &terms)?)?;
                inherited.push(theirs.into());
                (command, Some(ours))
            }
        };
        command.stdin(stdin).stdout(stdout).stderr(stderr);
        Ok((command, inherited, (control, kept)))
    })?;
    if let Some(limits) = limits {
        group.limit(limits.memory_bytes, limits.file_bytes, limits.cpu_seconds);
    }
    Ok((Process { group, control, used: Duration::ZERO }, kept))
}

impl Process {
    /// Waits until it has ended; what ended it is not known to be good or bad.
    ///
    /// # Errors
    /// When it was not confined as promised, or cannot be waited for.
    pub fn wait(&mut self) -> Result<Ended, SandboxError> {
        let status = self.group.child.wait()?;
        let Some(control) = &mut self.control else {
            return Ok(match status.signal() {
                Some(signal) => Ended::Killed(signal),
                None => Ended::Exited(status.code().unwrap_or_default()),
            });
        };
        let events = events(control)?;
        let used = events.iter().find_map(|event| match event {
            Event::Used(ms) => Some(Duration::from_millis(*ms)),
            _ => None,
        });
        self.used = used.unwrap_or_default();
        // A child that failed before it began ends, too.
        let failed = events.iter().find(|event| matches!(event, Event::Failed(..)));
        match failed.or(events.last()).cloned() {
            Some(Event::Exited(code)) => Ok(Ended::Exited(code)),
            Some(Event::Killed(signal)) => Ok(Ended::Killed(signal)),
            Some(Event::Stopped(signal)) => Ok(Ended::Stopped(signal)),
            Some(Event::Over(limit)) => Ok(Ended::Over(limit)),
            Some(Event::Failed(layer, why)) => Err(SandboxError::NotInForce { layer, why }),
            // As when we ourselves have killed it.
            Some(Event::Confined(_) | Event::Used(_)) | None => Err(SandboxError::Ended),
        }
    }
}

impl Process {
    /// Processor time that it used with all that it started, once it has been waited for; nothing
    /// is known of one that was not confined, or that we ended ourselves.
    pub fn used(&self) -> Duration {
        self.used
    }
}

/// What was said before the end.
fn events(control: &mut UnixStream) -> io::Result<Vec<Event>> {
    /// Bytes of all events together are far fewer.
    const MOST: u64 = 64 << 10;
    let mut said = String::new();
    // Everybody who could say more is dead.
    control.set_nonblocking(true)?;
    match control.take(MOST).read_to_string(&mut said) {
        Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
        _ => {}
    }
    Ok(said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Puts the layers of a sandbox in force around nothing: what is in force then.
///
/// # Errors
/// When one of them cannot be.
pub(super) fn try_layers(sandbox: &Sandbox) -> Result<Vec<Measure>, SandboxError> {
    /// Enough for a process that does nothing.
    const LITTLE: u64 = 1 << 30;
    let limits = ResourceLimits {
        cpu_seconds: 10,
        memory_bytes: LITTLE,
        resident_bytes: LITTLE,
        file_bytes: LITTLE,
        folder_bytes: LITTLE,
        files: 100,
        processes: 100,
        threads: 100,
        descriptors: 64,
    };
    let spec = Spec {
        program: None,
        args: Vec::new(),
        env: Vec::new(),
        folder: None,
        is_copied: false,
        read: terms::of_the_system(false),
        may_start_others: false,
        loopback: false,
        keep: Vec::new(),
        layers: sandbox.layers.clone(),
        limits,
    };
    let (mut group, mut ours) = group::start(|| {
        let (mut command, (ours, theirs)) = sandbox.around(&spec)?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok((command, vec![theirs.into()], ours))
    })?;
    group.child.wait()?;
    let mut events = events(&mut ours)?.into_iter();
    match events.next() {
        Some(Event::Confined(in_force)) => Ok(in_force),
        Some(Event::Failed(layer, why)) => Err(SandboxError::NotInForce { layer, why }),
        _ => Err(SandboxError::Ended),
    }
}

fn spec(sandbox: &Sandbox, command: &Command, terms: &Terms) -> io::Result<Spec> {
    let folder = match command.get_current_dir() {
        Some(folder) => folder.canonicalize()?,
        None => std::env::current_dir()?,
    };
    let env = command.get_envs();
    let env = env.filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    let mut read = terms::of_the_system(terms.may_start_others);
    read.push(command.get_program().into());
    read.extend(terms.read.iter().cloned());
    Ok(Spec {
        program: Some(command.get_program().to_owned()),
        args: command.get_args().map(OsString::from).collect(),
        env: env.collect(),
        folder: Some(folder),
        is_copied: terms.folder == Folder::Copy && sandbox.has(Layer::Namespaces),
        read,
        may_start_others: terms.may_start_others,
        loopback: terms.loopback,
        keep: terms.keep.clone(),
        layers: sandbox.layers.clone(),
        limits: terms.limits,
    })
}

impl Sandbox {
    /// The process that confines, and both ends of the line to it; theirs is to be dropped once it
    /// is started.
    fn around(&self, spec: &Spec) -> io::Result<(Command, (UnixStream, UnixStream))> {
        /// What surely fits into a socket that nobody reads yet.
        const MOST_BYTES: usize = 128 << 10;
        let (mut ours, theirs) = UnixStream::pair()?;
        let mut order = serde_json::to_vec(spec)?;
        order.push(b'\n');
        if order.len() > MOST_BYTES {
            return Err(io::ErrorKind::ArgumentListTooLong.into());
        }
        ours.write_all(&order)?;
        rustix::io::fcntl_setfd(&theirs, rustix::io::FdFlags::empty())?;
        let mut command = Command::new(&self.child);
        command.arg0(child::SIGN).arg(theirs.as_raw_fd().to_string()).env_clear();
        Ok((command, (ours, theirs)))
    }
}
