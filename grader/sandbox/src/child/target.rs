//! The last steps of the process that becomes the program: it gives up what it does not need, one
//! layer after another, and begins.

use std::convert::Infallible;
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};

use super::identity::Identity;
use super::{Control, Failure, die_with_parent, filter, landlock, limits};
use crate::spec::{Event, Spec};
use crate::{Layer, Measure};

/// Takes from a program what would differ from run to run, as far as the system lets us: where
/// things lie in its memory, and on which of several processors it is.
fn leave_nothing_to_chance() {
    // SAFETY: the call takes and gives a number.
    unsafe { libc::personality(libc::ADDR_NO_RANDOMIZE as libc::c_ulong) };
    let mut alone = CpuSet::new();
    alone.set(sched_getcpu());
    // Who may not choose has no choice either.
    let _ = sched_setaffinity(None, &alone);
}

/// Becomes the program, or, where there is none, tells what is in force. It comes back only when
/// that fails.
pub(super) fn become_program(
    control: &Control,
    spec: &Spec,
    identity: &Identity,
) -> Result<Infallible, Failure> {
    rustix::process::setsid().map_err(Failure::of(None, "a session of its own"))?;
    limits::set(&spec.limits, identity)?;
    let is_graded = !spec.may_start_others;
    identity.assume(is_graded && spec.layers.contains(&Layer::Namespaces))?;
    // A change of user takes it back.
    die_with_parent();
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
    rustix::thread::set_no_new_privs(true).map_err(Failure::of(None, "no new privileges"))?;
    if is_graded {
        leave_nothing_to_chance();
    }
    let mut in_force = vec![Measure::Limits];
    if spec.layers.contains(&Layer::Landlock) {
        in_force.push(Measure::Landlock(landlock::restrict(spec)?));
    }
    if spec.layers.contains(&Layer::Seccomp) {
        filter::put_in_force(spec)?;
        in_force.push(Measure::Seccomp);
    }
    if spec.layers.contains(&Layer::Namespaces) {
        in_force.push(Measure::Namespaces);
    }
    if identity.stranger.is_some() {
        in_force.push(Measure::OwnUser);
    }
    let Some(program) = &spec.program else {
        let said = control.say(&Event::Confined(in_force));
        std::process::exit(said.is_err().into());
    };
    let mut command = Command::new(program);
    command.args(&spec.args).env_clear().envs(spec.env.iter().map(|(name, value)| (name, value)));
    if let Some(folder) = spec.seen() {
        command.current_dir(folder);
    }
    let error = command.exec();
    Err(Failure(None, format!("starting {}: {error}", program.display())))
}
