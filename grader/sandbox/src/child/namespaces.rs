//! Layer D: namespaces of its own, in which nothing of the rest of the machine exists.

use std::fs;
use std::io;

use rustix::process::{DumpableBehavior, getegid, geteuid};
use rustix::thread::UnshareFlags;

use super::Failure;
use super::identity::Identity;
use crate::Layer;

/// The user and group that every program is to itself: the same on every machine.
const SEEN_AS: u32 = 1000;

/// Enters them: for processes, from the next one on; for files, the network and the rest at once.
///
/// The superuser enters them as such, and the program becomes a stranger; anybody else becomes a
/// superuser who is one in there only, and the program stays who it is.
pub(super) fn enter() -> Result<Identity, Failure> {
    let all = UnshareFlags::NEWNS
        | UnshareFlags::NEWPID
        | UnshareFlags::NEWNET
        | UnshareFlags::NEWIPC
        | UnshareFlags::NEWUTS;
    if geteuid().is_root() && unshare(all).is_ok() {
        return Ok(Identity::stranger());
    }
    let (user, group) = (geteuid().as_raw(), getegid().as_raw());
    let failed = |doing: &'static str| Failure::of(Layer::Namespaces, doing);
    unshare(all | UnshareFlags::NEWUSER).map_err(failed("entering namespaces"))?;
    name(user, group).map_err(failed("naming the user"))?;
    Ok(Identity::own_alone())
}

/// Has the user and group, whose numbers are these outside, seen as [`SEEN_AS`] from now on: in a
/// namespace of users of their own.
pub(super) fn rename(user: u32, group: u32) -> io::Result<()> {
    // Else the files by which it is done would be the superuser's.
    rustix::process::set_dumpable_behavior(DumpableBehavior::Dumpable)?;
    unshare(UnshareFlags::NEWUSER)?;
    name(user, group)
}

fn name(user: u32, group: u32) -> io::Result<()> {
    fs::write("/proc/self/setgroups", "deny")?;
    fs::write("/proc/self/uid_map", format!("{SEEN_AS} {user} 1"))?;
    fs::write("/proc/self/gid_map", format!("{SEEN_AS} {group} 1"))
}

fn unshare(flags: UnshareFlags) -> io::Result<()> {
    // SAFETY: this process has one thread and shares no file table with another.
    Ok(unsafe { rustix::thread::unshare_unsafe(flags) }?)
}

/// Switches the loopback of our own network on.
pub(super) fn raise_loopback() -> io::Result<()> {
    // SAFETY: a request of all zeroes is valid; the kernel reads the name and the flags of it, and
    // the descriptor is ours.
    unsafe {
        let socket = libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0);
        if socket < 0 {
            return Err(io::Error::last_os_error());
        }
        let mut request: libc::ifreq = std::mem::zeroed();
        request.ifr_name[..2].copy_from_slice(&[b'l' as libc::c_char, b'o' as libc::c_char]);
        request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as i16;
        let done = libc::ioctl(socket, libc::SIOCSIFFLAGS, &raw const request);
        let error = io::Error::last_os_error();
        libc::close(socket);
        if done == 0 { Ok(()) } else { Err(error) }
    }
}
