//! Who the program is to the system, and what it may do as that.

use std::io;
use std::os::unix::fs::lchown;
use std::path::Path;

use rustix::process::{Gid, Uid, getegid, geteuid, getpid};
use rustix::thread::{
    CapabilitySet, CapabilitySets, set_capabilities, set_thread_groups, set_thread_res_gid,
    set_thread_res_uid,
};

use walkdir::WalkDir;

use super::{Failure, namespaces};

/// Numbers of users that nobody has: one for each process that confines.
const FIRST_STRANGER: u32 = 0x7000_0000;

/// The user that a program runs as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identity {
    /// The user and group of its own that it becomes; none to stay who we are.
    pub(super) stranger: Option<u32>,
    /// Nobody else is counted as this user.
    pub(super) is_alone: bool,
}

impl Identity {
    /// As the grader itself.
    pub(super) fn own() -> Identity {
        Identity { stranger: None, is_alone: false }
    }

    /// As the grader itself, in a namespace in which users are counted anew.
    pub(super) fn own_alone() -> Identity {
        Identity { stranger: None, is_alone: true }
    }

    /// As a user that owns nothing. Only the superuser can become another user.
    pub(super) fn stranger() -> Identity {
        let number = getpid().as_raw_nonzero().get().unsigned_abs();
        Identity { stranger: Some(FIRST_STRANGER + number), is_alone: true }
    }

    /// The numbers of the user and the group.
    pub(super) fn numbers(&self) -> (u32, u32) {
        match self.stranger {
            Some(number) => (number, number),
            None => (geteuid().as_raw(), getegid().as_raw()),
        }
    }

    /// Makes a folder and all that lies in it its own.
    pub(super) fn take_over(&self, folder: &Path) -> io::Result<()> {
        let (user, group) = self.numbers();
        for entry in WalkDir::new(folder) {
            lchown(entry?.path(), Some(user), Some(group))?;
        }
        Ok(())
    }

    /// Becomes it, without a privilege left or to be had; `is_nameless` where the program is not
    /// to know which stranger it is.
    pub(super) fn assume(&self, is_nameless: bool) -> Result<(), Failure> {
        let failed = |doing: &'static str| Failure::of(None, doing);
        // Beforehand, since nobody but the superuser may.
        drop_bounding_set();
        if let Some(number) = self.stranger {
            let (user, group) = (Uid::from_raw(number), Gid::from_raw(number));
            set_thread_groups(&[]).map_err(failed("leaving all groups"))?;
            set_thread_res_gid(group, group, group).map_err(failed("changing the group"))?;
            set_thread_res_uid(user, user, user).map_err(failed("changing the user"))?;
            // Where it cannot be had, a program sees a number that no other run has.
            let _ = is_nameless.then(|| namespaces::rename(number, number));
            drop_bounding_set();
        }
        let none = CapabilitySet::empty();
        let none = CapabilitySets { effective: none, permitted: none, inheritable: none };
        set_capabilities(None, none).map_err(failed("giving up privileges"))
    }
}

/// What no program that is started from here can gain again.
fn drop_bounding_set() {
    for capability in CapabilitySet::all().iter() {
        // Nobody without privileges can, or needs to.
        let _ = rustix::thread::remove_capability_from_bounding_set(capability);
    }
}
