//! All that comes out of a running program, as it comes: its output, its records, its questions.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::arrivals::Arrivals;
use super::channel::Channel;

/// So many bytes are read at once.
const PIECE: usize = 64 * 1024;
/// While a program writes, its output is left unread for so long: a program that writes line by
/// line would else wake us at each of them. It fills its pipes in a multiple of this.
const BREATH: Duration = Duration::from_micros(500);

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
    fn read(&mut self, piece: &mut [u8]) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let count = file.read(piece)?;
        if count == 0 {
            self.file = None;
            return Ok(());
        }
        let room = self.most - self.bytes.len();
        self.full |= count > room;
        self.bytes.extend_from_slice(&piece[..count.min(room)]);
        Ok(())
    }
}

/// Everything that is listened to.
pub(super) struct OutputReader<'a> {
    /// Standard output, standard error, records.
    pub(super) pipes: [Pipe; 3],
    pub(super) channel: Channel<'a>,
    /// When anything was heard for the last time.
    pub(super) last_heard: Instant,
    /// Where arriving is what gives bytes their time.
    pub(super) arrivals: Option<Arrivals<'a>>,
    /// Something was written, more is likely to follow, and until then nothing is read.
    breath_ends: Instant,
    piece: Vec<u8>,
}

/// What was heard.
pub(super) struct Captured {
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

impl<'a> OutputReader<'a> {
    /// Listens from now on to standard output, standard error and records, and to questions.
    pub(super) fn new(
        pipes: [Pipe; 3],
        channel: Channel<'a>,
        arrivals: Option<Arrivals<'a>>,
    ) -> OutputReader<'a> {
        let now = Instant::now();
        OutputReader {
            pipes,
            channel,
            last_heard: now,
            arrivals,
            breath_ends: now,
            piece: vec![0; PIECE],
        }
    }

    /// Waits for anything, or for `other`; reads what is there and answers what is asked. True
    /// when `other` is ready.
    pub(super) fn listen(
        &mut self,
        other: Option<BorrowedFd<'_>>,
        timeout: Duration,
    ) -> io::Result<bool> {
        // Reading out what is there after the end waits for nothing.
        let breath = other.map(|_| self.breath_ends.saturating_duration_since(Instant::now()));
        let breath = breath.filter(|breath| !breath.is_zero());
        let timeout = breath.map_or(timeout, |breath| timeout.min(breath));
        let timeout =
            Timespec { tv_sec: timeout.as_secs() as i64, tv_nsec: timeout.subsec_nanos().into() };
        let pipes = self.pipes.iter().enumerate().filter(|_| breath.is_none());
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
        // Where arriving gives a line its time, every look counts.
        if self.arrivals.is_none() && ready.iter().any(|from| matches!(from, From::Pipe(_))) {
            self.breath_ends = self.last_heard + BREATH;
        }
        for from in &ready {
            match from {
                From::Pipe(index) => self.pipes[*index].read(&mut self.piece)?,
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
    pub(super) fn close(self) -> Captured {
        let [stdout, stderr, records] = self.pipes.map(|pipe| pipe.bytes);
        let records = self.arrivals.map_or(records, Arrivals::end);
        Captured { stdout, stderr, records, figures: self.channel.into_figures() }
    }

    fn heard(&self) -> usize {
        self.pipes.iter().map(|pipe| pipe.bytes.len()).sum()
    }
}
