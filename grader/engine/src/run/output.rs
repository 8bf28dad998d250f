//! All that comes out of a running program, as it comes: its output, its records, its questions,
//! and what its clock says of the time.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::arrivals::Arrivals;
use super::channel::{Channel, Told};
use super::door::{Door, Forged};
use super::stamps::{Stamp, Stamps};

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
    pub(super) fn new(fd: Option<OwnedFd>, most: usize) -> io::Result<Pipe> {
        if let Some(fd) = &fd {
            rustix::io::ioctl_fionbio(fd, true)?;
        }
        Ok(Pipe { file: fd.map(File::from), bytes: Vec::new(), most, full: false })
    }

    /// Reads what is there; forgets the pipe at its end. True when there may be more.
    fn read(&mut self, piece: &mut [u8]) -> io::Result<bool> {
        let Some(file) = &mut self.file else { return Ok(false) };
        let count = match file.read(piece) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
            other => other?,
        };
        if count == 0 {
            self.file = None;
            return Ok(false);
        }
        let room = self.most - self.bytes.len();
        self.full |= count > room;
        self.bytes.extend_from_slice(&piece[..count.min(room)]);
        Ok(count == piece.len())
    }

    /// Reads all that is there by now, up to the cap: a program that writes for ever holds up nothing.
    fn drain(&mut self, piece: &mut [u8]) -> io::Result<()> {
        while self.read(piece)? && !self.full {}
        Ok(())
    }
}

/// Who keeps the time of a run.
pub(super) enum Time<'a> {
    /// We do, and the program's clock asks to have it moved.
    Kept(Door),
    /// The machine's own clock does: arriving is what gives bytes their time.
    Real(Arrivals<'a>),
}

/// Everything that is listened to.
pub(super) struct OutputReader<'a> {
    /// Standard output, standard error, records.
    pub(super) pipes: [Pipe; 3],
    pub(super) channel: Channel<'a>,
    /// When anything was heard for the last time.
    pub(super) last_heard: Instant,
    pub(super) time: Time<'a>,
    stamps: Stamps,
    /// Something was written, more is likely to follow, and until then nothing is read.
    breath_ends: Instant,
    piece: Vec<u8>,
}

/// What was heard.
#[derive(Default)]
pub(super) struct Captured {
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
    pub(super) records: Vec<u8>,
    /// When what was written came.
    pub(super) stamps: Vec<Stamp>,
    /// The time that was kept here when it ended; 0 where time is real.
    pub(super) now: u64,
    /// The time that it could not have gone past, where that is kept here.
    pub(super) limit: Option<u64>,
    /// Bytes of standard output and of standard error of which the clock knows.
    pub(super) known: [u64; 2],
    /// Whether other bytes than those came before the time moved.
    pub(super) differs: [bool; 2],
    /// What is known of its calls into the world outside.
    pub(super) told: Told,
    /// The most threads that were seen at once from outside.
    pub(super) threads: u64,
}

/// Where something has come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Pipe(usize),
    Channel,
    Door,
    Other,
}

impl<'a> OutputReader<'a> {
    /// Listens from now on to standard output, standard error and records, and to questions.
    pub(super) fn new(pipes: [Pipe; 3], channel: Channel<'a>, time: Time<'a>) -> OutputReader<'a> {
        let now = Instant::now();
        OutputReader {
            pipes,
            channel,
            last_heard: now,
            time,
            stamps: Stamps::default(),
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
        // Where time is real, so are the ends of calls.
        let is_real = matches!(self.time, Time::Real(_));
        let next = self.channel.next().filter(|_| is_real);
        let left = next.map(|next| Duration::from_nanos(next.saturating_sub(self.now())));
        let timeout = left.map_or(timeout, |left| timeout.min(left));
        let timeout =
            Timespec { tv_sec: timeout.as_secs() as i64, tv_nsec: timeout.subsec_nanos().into() };
        let pipes = self.pipes.iter().enumerate().filter(|_| breath.is_none());
        let pipes = pipes.filter_map(|(index, pipe)| Some((pipe.file.as_ref()?, index)));
        let (mut files, owners): (Vec<PollFd<'_>>, Vec<From>) = pipes
            .map(|(file, index)| (file.as_fd(), PollFlags::IN, From::Pipe(index)))
            .chain(self.channel.socket().map(|(socket, has_more)| {
                // Where we keep the time, answers go out when it moves.
                let more = if is_real && has_more { PollFlags::OUT } else { PollFlags::empty() };
                (socket, PollFlags::IN | more, From::Channel)
            }))
            .chain(self.door().map(|socket| (socket, PollFlags::IN, From::Door)))
            .chain(other.map(|other| (other, PollFlags::IN, From::Other)))
            .map(|(fd, events, from)| (PollFd::from_borrowed_fd(fd, events), from))
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
        if !is_real && ready.iter().any(|from| matches!(from, From::Pipe(_))) {
            self.breath_ends = self.last_heard + BREATH;
        }
        for from in &ready {
            match from {
                From::Pipe(index) => drop(self.pipes[*index].read(&mut self.piece)?),
                From::Channel => self.channel.serve(self.now()),
                From::Door => self.answer_door()?,
                From::Other => {}
            }
        }
        self.stamp();
        if is_real {
            self.channel.answer(self.now());
        }
        Ok(ready.contains(&From::Other))
    }

    fn door(&self) -> Option<BorrowedFd<'_>> {
        match &self.time {
            Time::Kept(door) => door.socket(),
            Time::Real(_) => None,
        }
    }

    /// Moves the time, once all that was written until then has the time that it was.
    fn answer_door(&mut self) -> io::Result<()> {
        let Time::Kept(door) = &mut self.time else { return Ok(()) };
        let Some(message) = door.hear() else { return Ok(()) };
        for pipe in &mut self.pipes[..2] {
            pipe.drain(&mut self.piece)?;
        }
        let taken = self.stamp();
        let Time::Kept(door) = &mut self.time else { return Ok(()) };
        // What was asked by now is of this instant, and what is over is heard before time goes on.
        self.channel.serve(door.now());
        let said = self.channel.answer(door.now());
        let next = if said { Some(0) } else { self.channel.next() };
        door.move_on(message, taken, next.unwrap_or(u64::MAX));
        let said = self.channel.answer(door.now()) || said;
        door.answer(said, self.channel.next().is_some());
        Ok(())
    }

    /// Nanoseconds since the start, by the one that keeps the time.
    fn now(&self) -> u64 {
        match &self.time {
            Time::Kept(door) => door.now(),
            Time::Real(arrivals) => arrivals.now(),
        }
    }

    /// What has come by now and has no time yet came at this one. How much that is in all.
    fn stamp(&mut self) -> [usize; 2] {
        let [stdout, stderr, _] = &self.pipes;
        let taken = [stdout.bytes.len(), stderr.bytes.len()];
        let at = self.now();
        let from = self.stamps.note(at, taken);
        if let Time::Real(arrivals) = &mut self.time {
            arrivals.tell(at, [&stdout.bytes[from[0]..], &stderr.bytes[from[1]..]]);
        }
        taken
    }

    /// What was said of the time that only a forger says.
    pub(super) fn forged(&self) -> Option<Forged> {
        match &self.time {
            Time::Kept(door) => door.forged(),
            Time::Real(_) => None,
        }
    }

    /// True when more came than is kept.
    pub(super) fn are_full(&self) -> bool {
        self.pipes.iter().any(|pipe| pipe.full)
    }

    /// Reads what was written just before the end. The other end of a pipe may be held open by a
    /// process that is left over, so this does not wait for it to be closed.
    pub(super) fn read_rest(&mut self) -> io::Result<()> {
        loop {
            let before = self.last_heard;
            self.listen(None, Duration::ZERO)?;
            if self.last_heard == before || self.are_full() {
                return Ok(());
            }
        }
    }

    /// Everything that was heard.
    pub(super) fn close(self) -> Captured {
        let [stdout, stderr, records] = self.pipes.map(|pipe| pipe.bytes);
        let (stamps, told) = (self.stamps.into_list(), self.channel.into_told());
        let heard = Captured { stdout, stderr, records, stamps, told, ..Captured::default() };
        match self.time {
            Time::Kept(door) => {
                let (now, known, differs) = (door.now(), door.known(), door.differs());
                let (limit, threads) = (Some(door.limit()), door.threads());
                Captured { now, limit, known, differs, threads, ..heard }
            }
            Time::Real(arrivals) => {
                let known = [heard.stdout.len() as u64, heard.stderr.len() as u64];
                Captured { records: arrivals.records(), known, ..heard }
            }
        }
    }
}

#[cfg(test)]
mod tests;
