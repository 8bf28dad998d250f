//! All that comes out of a running program, as it comes: its output, its records, its questions.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::arrivals::Arrivals;
use super::channel::Channel;

/// One stream of bytes and what came through it.
pub(super) struct Pipe {
    file: Option<File>,
    bytes: Vec<u8>,
    most: usize,
    full: bool,
}

impl Pipe {
    /// The reading end of a stream of which `most` bytes are kept.
    pub(super) fn new(fd: Option<OwnedFd>, most: usize) -> Pipe {
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

/// Everything that is listened to.
pub(super) struct Ears<'a> {
    /// Standard output, standard error, records.
    pub(super) pipes: [Pipe; 3],
    pub(super) channel: Channel<'a>,
    /// Where arriving is what gives bytes their time.
    /// When anything was heard for the last time.
    pub(super) last_heard: Instant,
    pub(super) arrivals: Option<Arrivals<'a>>,
}

/// What was heard.
pub(super) struct Heard {
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
    pub(super) records: Vec<u8>,
    pub(super) figures: BTreeMap<String, u64>,
}

/// Whom there is something from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Pipe(usize),
    Channel,
    Other,
}

impl Ears<'_> {
    /// Waits for anything, or for `other`; reads what is there and answers what is asked. True
    /// when `other` is ready.
    pub(super) fn listen(
        &mut self,
        other: Option<BorrowedFd<'_>>,
        timeout: Duration,
    ) -> io::Result<bool> {
        let timeout =
            Timespec { tv_sec: timeout.as_secs() as i64, tv_nsec: timeout.subsec_nanos().into() };
        let pipes = self.pipes.iter().enumerate();
        let (mut files, owners): (Vec<PollFd<'_>>, Vec<From>) = pipes
            .filter_map(|(index, pipe)| Some((pipe.file.as_ref()?.as_fd(), From::Pipe(index))))
            .chain(self.channel.socket().map(|socket| (socket, From::Channel)))
            .chain(other.map(|other| (other, From::Other)))
            .map(|(fd, from)| (PollFd::from_borrowed_fd(fd, PollFlags::IN), from))
            .unzip();
        match poll(&mut files, Some(&timeout)) {
            Err(rustix::io::Errno::INTR) => return Ok(false),
            other => other?,
        };
        let ready = files.iter().zip(owners).filter(|(file, _)| !file.revents().is_empty());
        let ready: Vec<From> = ready.map(|(_, owner)| owner).collect();
        drop(files);
        if ready.iter().any(|from| *from != From::Other) {
            self.last_heard = Instant::now();
        }
        for from in &ready {
            match from {
                From::Pipe(index) => self.pipes[*index].read()?,
                From::Channel => self.channel.serve(),
                From::Other => {}
            }
        }
        if let Some(arrivals) = &mut self.arrivals {
            let [stdout, stderr, _] = &self.pipes;
            arrivals.note([&stdout.bytes, &stderr.bytes]);
        }
        Ok(ready.contains(&From::Other))
    }

    /// True when more came than is kept.
    pub(super) fn are_full(&self) -> bool {
        self.pipes.iter().any(|pipe| pipe.full)
    }

    /// Reads what was written just before the end. The other end of a pipe may be held open by a
    /// process that is left over, so this does not wait for it to be closed.
    pub(super) fn read_rest(&mut self) -> io::Result<()> {
        loop {
            let before = self.heard();
            self.listen(None, Duration::ZERO)?;
            if self.heard() == before || self.are_full() {
                return Ok(());
            }
        }
    }

    /// Everything that was heard.
    pub(super) fn close(self) -> Heard {
        let [stdout, stderr, records] = self.pipes.map(|pipe| pipe.bytes);
        let records = self.arrivals.map_or(records, Arrivals::end);
        Heard { stdout, stderr, records, figures: self.channel.into_figures() }
    }

    fn heard(&self) -> usize {
        self.pipes.iter().map(|pipe| pipe.bytes.len()).sum()
    }
}
