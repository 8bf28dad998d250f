//! Landlock as the kernel speaks it: what each version of it can refuse, and its three calls. See
//! <https://docs.kernel.org/userspace-api/landlock.html>.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::ptr;

use libc::c_long;

/// What a rule can permit to do with files and folders, each a bit. Later versions added to the
/// end: [`Governed::by`] says which knows how many.
pub(super) const EXECUTE: u64 = 1 << 0;
pub(super) const WRITE_FILE: u64 = 1 << 1;
pub(super) const READ_FILE: u64 = 1 << 2;
pub(super) const READ_DIR: u64 = 1 << 3;
pub(super) const MAKE_CHAR: u64 = 1 << 6;
pub(super) const MAKE_BLOCK: u64 = 1 << 11;
pub(super) const TRUNCATE: u64 = 1 << 14;
pub(super) const IOCTL_DEV: u64 = 1 << 15;

/// What a file that is no folder can be permitted; the kernel refuses a rule with more.
pub(super) const OF_ONE_FILE: u64 = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;

/// `LANDLOCK_CREATE_RULESET_VERSION`: not to create one, but to ask.
const VERSION: u32 = 1;
/// `LANDLOCK_RULE_PATH_BENEATH`
const PATH_BENEATH: u32 = 1;

/// `struct landlock_ruleset_attr`: what is refused wherever no rule permits it. An older kernel
/// takes the whole of it as long as there are zeros where it knows nothing.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Governed {
    pub(super) files: u64,
    /// Binding ports and connecting to them.
    pub(super) network: u64,
    /// Reaching out: to sockets by abstract names, to other processes by signals.
    pub(super) scopes: u64,
}

impl Governed {
    /// All that this version of Landlock knows to refuse, as far as we know it, too: to version 6.
    pub(super) fn by(version: u32) -> Governed {
        let files = match version {
            0 => 0,
            1 => 13,
            2 => 14,     // to move a file to another folder
            3 | 4 => 15, // to truncate
            5.. => 16,   // to speak to devices
        };
        let two_from = |first| if version >= first { 2 } else { 0 };
        let lowest = |bits: u32| (1 << bits) - 1;
        Governed { files: lowest(files), network: lowest(two_from(4)), scopes: lowest(two_from(6)) }
    }
}

/// `struct landlock_path_beneath_attr`
#[repr(C, packed)]
struct PathBeneath {
    permitted: u64,
    place: i32,
}

/// The version of this kernel's Landlock, from 1 on; an error where it has none, or has it off.
pub(super) fn version() -> io::Result<u32> {
    let none = ptr::null::<Governed>();
    // SAFETY: who asks for the version has no attributes to give.
    let version =
        unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, none, 0_usize, VERSION) };
    u32::try_from(version).map_err(|_| io::Error::last_os_error())
}

/// What will be refused, and the exceptions.
pub(super) struct Ruleset(OwnedFd);

impl Ruleset {
    pub(super) fn new(refused: &Governed) -> io::Result<Ruleset> {
        let size = size_of::<Governed>();
        let attributes = ptr::from_ref(refused);
        // SAFETY: the attributes are laid out as the kernel reads them, and have that size.
        let ruleset =
            unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, attributes, size, 0_u32) };
        let ruleset = i32::try_from(succeeded(ruleset)?).map_err(io::Error::other)?;
        // SAFETY: the kernel has just opened it, for us alone.
        Ok(Ruleset(unsafe { OwnedFd::from_raw_fd(ruleset) }))
    }

    /// Permits it of a place and of all that lies beneath it.
    pub(super) fn permit(&self, place: &OwnedFd, permitted: u64) -> io::Result<()> {
        let rule = PathBeneath { permitted, place: place.as_raw_fd() };
        let (ruleset, rule) = (self.0.as_raw_fd(), ptr::from_ref(&rule));
        // SAFETY: a rule of this kind is laid out as the kernel reads it, and both descriptors
        // are open.
        let added = unsafe {
            libc::syscall(libc::SYS_landlock_add_rule, ruleset, PATH_BENEATH, rule, 0_u32)
        };
        succeeded(added).map(drop)
    }

    /// Puts it in force for this thread, and for all that it will start. There is no way back.
    pub(super) fn restrict_self(self) -> io::Result<()> {
        // SAFETY: it changes what this thread may do, and no memory.
        let restricted =
            unsafe { libc::syscall(libc::SYS_landlock_restrict_self, self.0.as_raw_fd(), 0_u32) };
        succeeded(restricted).map(drop)
    }
}

fn succeeded(result: c_long) -> io::Result<c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(version: u32, files: u64, network: u64, scopes: u64) {
        assert_eq!(Governed::by(version), Governed { files, network, scopes }, "version {version}");
    }

    #[test]
    fn a_kernel_is_asked_to_refuse_what_its_version_knows() {
        check(0, 0, 0, 0);
        check(1, 0x1fff, 0, 0);
        check(2, 0x3fff, 0, 0);
        check(3, 0x7fff, 0, 0);
        check(4, 0x7fff, 0b11, 0);
        check(5, 0xffff, 0b11, 0);
        check(6, 0xffff, 0b11, 0b11);
        check(7, 0xffff, 0b11, 0b11);
    }
}
