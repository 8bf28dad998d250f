//! The process that confines a program. It is started anew for each, knows nothing but its order,
//! and ends when the program has, or the grader.
//!
//! ```text
//! grader ── control ──┐
//!    └─ this process ─┤ enters namespaces of its own; ends with the grader
//!         └─ keeper ──┘ builds what the program can see; watches it; kills what is left
//!              └─ program    gives up what it does not need, one layer after another; begins
//! ```
//!
//! Without namespaces this process is the keeper itself. From `fork` on each of them has one
//! thread, so nothing here can meet half a lock.

#![allow(unsafe_code, reason = "forking and entering namespaces are calls of the system alone")]

mod escape;
mod filter;
mod identity;
mod keeper;
mod landlock;
mod limits;
mod mounts;
mod namespaces;
mod scratch;
mod target;

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;

use rustix::io::FdFlags;
use rustix::process::{Pid, Signal, WaitOptions};

use super::Layer;
use super::spec::{Event, Spec};
use super::terms::FIRST_KEPT;
use identity::Identity;

/// The name by which our own executable knows that it is to confine.
pub(super) const SIGN: &str = "confined-by-the-grader";

/// The word by which it knows, once confined, that it is to attack.
pub(super) const ESCAPE: &str = "try-to-escape-from-the-sandbox";

/// What could not be put in force, and why.
struct Failure(Option<Layer>, String);

impl Failure {
    /// To be called with the error that the system gave.
    fn of<E: ToString>(
        layer: impl Into<Option<Layer>>,
        doing: &'static str,
    ) -> impl FnOnce(E) -> Failure {
        let layer = layer.into();
        move |error| Failure(layer, format!("{doing}: {}", error.to_string()))
    }
}

/// Confines a program if this process was started to do so, and gives how to end then. To be
/// called first in `main` of an executable that is to be used by
/// [`Sandbox::probe`](super::Sandbox::probe).
pub fn serve() -> Option<ExitCode> {
    let mut args = env::args_os();
    let (name, word) = (args.next()?, args.next()?);
    if word == ESCAPE {
        return Some(escape::follow(args.next()?.to_str()?));
    }
    if name != SIGN {
        return None;
    }
    let control: i32 = word.to_str()?.parse().ok()?;
    // SAFETY: the grader started us by this name and left us this descriptor, and nobody else here
    // knows of it.
    let control = unsafe { OwnedFd::from_raw_fd(control) };
    hear_of_children();
    let done = Control(UnixStream::from(control)).serve();
    Some(if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Our end of the line to the grader.
struct Control(UnixStream);

impl Control {
    fn serve(mut self) -> io::Result<()> {
        let mut order = String::new();
        BufReader::new(&mut self.0).read_line(&mut order)?;
        let spec: Spec = serde_json::from_str(&order)?;
        rustix::io::fcntl_setfd(&self.0, FdFlags::CLOEXEC)?;
        close_all_but(&[spec.keep.as_slice(), &[self.0.as_raw_fd()]].concat());
        self.renumber(&spec.keep)?;
        let event = self
            .confine(&spec)
            .unwrap_or_else(|Failure(layer, why)| Some(Event::Failed(layer, why)));
        event.map_or(Ok(()), |event| self.say(&event))
    }

    /// Gives what is kept the numbers that the program expects.
    fn renumber(&mut self, kept: &[RawFd]) -> io::Result<()> {
        /// Out of the way of all that are to be given.
        const ABOVE: RawFd = FIRST_KEPT + 100;
        self.0 = rustix::io::fcntl_dupfd_cloexec(&self.0, ABOVE)?.into();
        let above = kept.iter().map(|&fd| {
            // SAFETY: the grader left it for us, and nobody else here knows of it.
            let kept = unsafe { OwnedFd::from_raw_fd(fd) };
            rustix::io::fcntl_dupfd_cloexec(kept, ABOVE)
        });
        let above = above.collect::<Result<Vec<OwnedFd>, _>>()?;
        for (number, kept) in (FIRST_KEPT..).zip(above) {
            // SAFETY: the numbers are free, and the program's alone.
            if unsafe { libc::dup2(kept.as_raw_fd(), number) } < 0 {
                return Err(io::Error::last_os_error());
            }
        }
        Ok(())
    }

    /// How it ended; none where that has been said elsewhere.
    fn confine(&self, spec: &Spec) -> Result<Option<Event>, Failure> {
        if !spec.layers.contains(&Layer::Namespaces) {
            let identity = Identity::own();
            return keeper::keep(self, spec, &identity, None).map(Some);
        }
        // A keeper is killed by the system when this process dies, and this one with the grader.
        die_with_parent();
        let identity = namespaces::enter()?;
        match fork().map_err(Failure::of(Layer::Namespaces, "a first process"))? {
            Some(keeper) => {
                wait_for(keeper).map_err(Failure::of(None, "the keeper"))?;
                Ok(None)
            }
            None => {
                die_with_parent();
                let scratch = mounts::build_root(spec, &identity)?;
                keeper::keep(self, spec, &identity, scratch).map(Some)
            }
        }
    }

    fn say(&self, event: &Event) -> io::Result<()> {
        let mut line = serde_json::to_vec(event)?;
        line.push(b'\n');
        (&self.0).write_all(&line)
    }
}

/// Forks; `None` in the new process.
fn fork() -> io::Result<Option<Pid>> {
    // SAFETY: this process has one thread, so the new one finds every lock open.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()),
        pid => Ok(Pid::from_raw(pid)),
    }
}

fn wait_for(child: Pid) -> io::Result<()> {
    loop {
        match rustix::process::waitpid(Some(child), WaitOptions::empty()) {
            Err(rustix::io::Errno::INTR) => {}
            ended => return Ok(ended.map(drop)?),
        }
    }
}

/// The program that started the grader may not have wanted to hear of children; that is passed on.
fn hear_of_children() {
    // SAFETY: the default is no handler at all.
    unsafe { libc::signal(libc::SIGCHLD, libc::SIG_DFL) };
}

fn die_with_parent() {
    // Where the system cannot, the end of the control line says it too.
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
}

/// Closes what the program that started the grader left open, and the grader did not mean for us.
fn close_all_but(kept: &[i32]) {
    let mut kept: Vec<u32> = kept.iter().filter_map(|&fd| u32::try_from(fd).ok()).collect();
    kept.sort_unstable();
    let mut first = 3;
    for fd in kept.into_iter().chain([u32::MAX]) {
        if first < fd {
            // SAFETY: nothing in this process uses a descriptor that is not kept.
            unsafe { libc::syscall(libc::SYS_close_range, first, fd - 1, 0) };
        }
        first = fd.saturating_add(1);
    }
}
