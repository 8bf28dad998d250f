//! Watches a program and all that it starts, and ends them: when it has ended, when it goes over a
//! bound, when the grader is gone.

mod usage;

use std::io;
use std::os::fd::AsFd;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, WaitStatus, pidfd_open, wait};

use super::identity::Identity;
use super::scratch::{self, Scratch};
use super::{Control, Failure, fork, target};
use crate::Layer;
use crate::group;
use crate::spec::{Event, Spec};
use model::limits::ResourceLimits;
use model::transcript::Limit;
use usage::Usage;

/// How often it is looked what all of them use.
const EVERY: Duration = Duration::from_millis(10);
/// How long a program may be stopped: what stopped it may let it go on.
const STOPPED_FOR: Duration = Duration::from_millis(750);

/// Starts the program and stays until all that it started is dead.
pub(super) fn keep(
    control: &Control,
    spec: &Spec,
    identity: &Identity,
    scratch: Option<Scratch>,
) -> Result<Event, Failure> {
    let is_first = spec.layers.contains(&Layer::Namespaces);
    if !is_first {
        // What a process leaves behind comes to us. The first of a namespace need not ask.
        let own = rustix::process::getpid();
        rustix::process::set_child_subreaper(Some(own))
            .map_err(Failure::of(None, "taking in orphans"))?;
    }
    let Some(program) = fork().map_err(Failure::of(None, "a process for the program"))? else {
        let Err(Failure(layer, why)) = target::become_program(control, spec, identity);
        let _ = control.say(&Event::Failed(layer, why));
        std::process::exit(125);
    };
    let watched = Watched { control, program, spec, scratch: scratch.as_ref() };
    let event = watched.watch().map_err(Failure::of(None, "watching the program"))?;
    end_all(is_first);
    // A grader that does not hear it does not need it.
    let _ = control.say(&Event::Used(usage::of_the_ended()));
    if let Some(scratch) = scratch {
        scratch.bring_back().map_err(Failure::of(None, "bringing back its files"))?;
    } else if let Some(folder) = &spec.folder
        && identity.stranger.is_some()
    {
        Identity::own().take_over(folder).map_err(Failure::of(None, "taking over files"))?;
    }
    Ok(event)
}

struct Watched<'a> {
    control: &'a Control,
    program: Pid,
    spec: &'a Spec,
    scratch: Option<&'a Scratch>,
}

impl Watched<'_> {
    fn watch(&self) -> io::Result<Event> {
        let ended = pidfd_open(self.program, PidfdFlags::empty())?;
        let timeout = Timespec { tv_sec: 0, tv_nsec: EVERY.subsec_nanos().into() };
        let mut stopped: Option<(Signal, Instant)> = None;
        loop {
            let mut files = [
                PollFd::new(&ended, PollFlags::IN),
                PollFd::from_borrowed_fd(self.control.0.as_fd(), PollFlags::IN),
            ];
            match poll(&mut files, Some(&timeout)) {
                Err(rustix::io::Errno::INTR) => {}
                done => drop(done?),
            }
            // The grader never says more than its order.
            if !files[1].revents().is_empty() {
                return Ok(Event::Killed(Signal::KILL.as_raw()));
            }
            while let Some((pid, status)) = reap()? {
                if pid != self.program {
                    continue;
                }
                if let Some(event) = ended_by(status) {
                    return Ok(self.over_at_the_end(&event).unwrap_or(event));
                }
                stopped = stopping(status).map(|signal| (signal, Instant::now()));
            }
            if let Some((signal, since)) = stopped
                && since.elapsed() > STOPPED_FOR
            {
                return Ok(Event::Stopped(signal.as_raw()));
            }
            if let Some(limit) = self.exceeded() {
                return Ok(Event::Over(limit));
            }
        }
    }

    fn exceeded(&self) -> Option<Limit> {
        self.folder_exceeded().or_else(|| Usage::of_all_below_us().exceeds(&self.spec.limits))
    }

    fn folder_exceeded(&self) -> Option<Limit> {
        let limits = &self.spec.limits;
        let (bytes, files) = match (self.scratch, &self.spec.folder) {
            _ if limits.files == ResourceLimits::UNBOUNDED => return None,
            (Some(scratch), _) => scratch.used().ok()?,
            (None, folder) => scratch::lies_in(folder.as_deref()?, limits.files),
        };
        (bytes > limits.folder_bytes || files > limits.files).then_some(Limit::Files)
    }

    /// What it filled in its last moments is over the bound, too. And a process that was killed is asked
    /// what it had used: the system does not say why it kills.
    fn over_at_the_end(&self, event: &Event) -> Option<Event> {
        let is_killed = *event == Event::Killed(Signal::KILL.as_raw());
        let used = || Usage::of_all_below_us().exceeds(&self.spec.limits);
        self.folder_exceeded().or_else(|| is_killed.then(used)?).map(Event::Over)
    }
}

fn reap() -> io::Result<Option<(Pid, WaitStatus)>> {
    match wait(WaitOptions::NOHANG | WaitOptions::UNTRACED | WaitOptions::CONTINUED) {
        Err(rustix::io::Errno::INTR) => Ok(None),
        other => Ok(other?),
    }
}

fn ended_by(status: WaitStatus) -> Option<Event> {
    if let Some(signal) = status.terminating_signal() {
        return Some(if signal == Signal::XCPU.as_raw() {
            Event::Over(Limit::CpuTime)
        } else {
            Event::Killed(signal)
        });
    }
    status.exit_status().map(Event::Exited)
}

fn stopping(status: WaitStatus) -> Option<Signal> {
    status.stopping_signal().and_then(Signal::from_named_raw)
}

/// Kills everybody who is left and waits for their ends.
fn end_all(is_first: bool) {
    loop {
        if is_first {
            // SAFETY: the call takes numbers. In a namespace whose first process we are, it
            // reaches everybody in there but us.
            unsafe { libc::kill(-1, libc::SIGKILL) };
        } else {
            for child in group::children(Path::new("/proc/self")) {
                if let Some(pid) = Pid::from_raw(child) {
                    let _ = rustix::process::kill_process(pid, Signal::KILL);
                }
            }
        }
        // Whatever its children leave behind comes to us next.
        match wait(WaitOptions::empty()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}
