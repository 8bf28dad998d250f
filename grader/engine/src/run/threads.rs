//! How many threads a program has, seen from outside.
//!
//! The system says with each message on the door who sent it, and the folder of a process under
//! `/proc` has a link for each of its threads. So whenever the program's clock asks, they are
//! counted in one look. Threads that come and go between two questions are not seen; those that
//! wait for an answer of the world outside are, since the clock asks before time moves then.

use std::os::fd::OwnedFd;

use rustix::fs::{Mode, OFlags};
use rustix::process::Pid;

/// The links that a folder has besides those of its threads.
const OF_A_FOLDER: usize = 2;
/// The first thread of a program, the one with which its clock watches the others, and the one
/// with which it counts tasks.
const NOT_COUNTED: usize = 3;

/// The threads of the process that speaks.
#[derive(Default)]
pub(super) struct Threads {
    /// Who it is; and the folder of its threads, where that can be looked at.
    speaker: Option<(Pid, Option<OwnedFd>)>,
    most: u64,
}

impl Threads {
    /// Counts those of the process that has just spoken; false when another one spoke before.
    pub(super) fn count(&mut self, speaker: Pid) -> bool {
        let (known, folder) = self.speaker.get_or_insert_with(|| {
            let path = format!("/proc/{}/task", speaker.as_raw_nonzero());
            let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
            (speaker, rustix::fs::open(path, flags, Mode::empty()).ok())
        });
        let look = folder.as_ref().and_then(|folder| rustix::fs::fstat(folder).ok());
        let links = look.and_then(|look| usize::try_from(look.st_nlink).ok()).unwrap_or(0);
        self.most = self.most.max(links.saturating_sub(OF_A_FOLDER + NOT_COUNTED) as u64);
        *known == speaker
    }

    /// The most that were there at once, beside the program's first and what its clock
    /// may have.
    pub(super) fn most(&self) -> u64 {
        self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;

    #[test]
    fn threads_that_are_there_are_counted() {
        let more = 40;
        let mut threads = Threads::default();
        let everybody = Barrier::new(more + 1);
        std::thread::scope(|scope| {
            for _ in 0..more {
                scope.spawn(|| everybody.wait());
            }
            assert!(threads.count(rustix::process::getpid()));
            everybody.wait();
        });
        assert!(threads.most() as usize >= more - NOT_COUNTED, "{}", threads.most());
    }

    #[test]
    fn a_second_speaker_is_a_stranger() {
        let mut threads = Threads::default();
        assert!(threads.count(rustix::process::getpid()));
        assert!(!threads.count(Pid::INIT));
    }
}
