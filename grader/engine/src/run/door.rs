//! The time of a run, which is kept here and not in the program.
//!
//! The program's clock asks to have it moved, over a socket of its own, before the program does
//! anything that can be seen. What was written is taken first, so it has the time that was kept
//! until then. Nothing that is said here is believed: a speaker can have the time moved
//! forward, as a program that sleeps does, and nothing else.

use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendFlags, UCred, recvmsg,
};
use trace::door::{Answer, MESSAGE_BYTES, Message};

use super::threads::Threads;

/// What nobody but a forger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forged {
    /// A packet of another size than a message has.
    Size,
    /// A packet of another process than the program.
    Stranger,
    /// A time before the one that is kept.
    Backwards,
    /// A time that the run does not reach.
    OverLimit,
}

impl Forged {
    /// What the program did, as a clause.
    pub(super) fn words(self) -> &'static str {
        match self {
            Forged::Size | Forged::Stranger => "it spoke to the grader in the clock's name",
            Forged::Backwards => "it set the clock back",
            Forged::OverLimit => "it set the clock to a time that the run does not reach",
        }
    }
}

/// Our end of the line, and the time that is kept.
pub(super) struct Door {
    /// Absent once hung up.
    socket: Option<OwnedFd>,
    now: u64,
    limit: u64,
    /// Bytes of standard output and of standard error of which the clock knows.
    known: [u64; 2],
    /// Whether other bytes than those came.
    differs: [bool; 2],
    forged: Option<Forged>,
    threads: Threads,
}

impl Door {
    /// The time over `socket`, which begins at 0 and is not moved past `limit`.
    pub(super) fn new(socket: OwnedFd, limit: u64) -> Door {
        Door {
            socket: Some(socket),
            now: 0,
            limit,
            known: [0; 2],
            differs: [false; 2],
            forged: None,
            threads: Threads::default(),
        }
    }

    /// What to wait on for messages.
    pub(super) fn socket(&self) -> Option<BorrowedFd<'_>> {
        self.socket.as_ref().map(AsFd::as_fd)
    }

    /// Virtual nanoseconds since the start.
    pub(super) fn now(&self) -> u64 {
        self.now
    }

    /// The time past which it is not moved.
    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    /// What was said that only a forger says.
    pub(super) fn forged(&self) -> Option<Forged> {
        self.forged
    }

    /// Reads one message. The caller takes what was written by then before the time moves.
    pub(super) fn hear(&mut self) -> Option<Message> {
        let socket = self.socket.as_ref()?;
        // One byte more, so that a longer packet is known.
        let mut packet = [0; MESSAGE_BYTES + 1];
        let mut read = || receive(socket, &mut packet);
        let received = match read() {
            // The other end is gone and has left answers unread; what it said before comes next.
            Err(rustix::io::Errno::CONNRESET) => read(),
            other => other,
        };
        let (count, speaker) = match received {
            Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => return None,
            other => other.unwrap_or_default(),
        };
        if count == 0 {
            self.socket = None;
            return None;
        }
        if speaker.is_some_and(|speaker| !self.threads.count(speaker.pid)) {
            self.forge(Forged::Stranger);
            return None;
        }
        let message = Message::parse(&packet[..count]);
        if message.is_none() {
            self.forge(Forged::Size);
        }
        message
    }

    /// Moves the time as the message says, but not past `most`, once so many bytes of standard
    /// output and of standard error were taken.
    pub(super) fn move_on(&mut self, message: Message, taken: [usize; 2], most: u64) {
        self.known = message.written;
        for (index, differs) in self.differs.iter_mut().enumerate() {
            *differs |= self.known[index] != taken[index] as u64;
        }
        if message.to < self.now {
            return self.forge(Forged::Backwards);
        }
        if message.to > self.limit {
            return self.forge(Forged::OverLimit);
        }
        self.now = message.to.min(most).max(self.now);
    }

    /// Says what time it is: whether something is to be heard of the world outside before it goes
    /// on, and whether something is still awaited from there.
    pub(super) fn answer(&mut self, said: bool, open: bool) {
        let answer = Answer { now: self.now, said, open }.to_bytes();
        let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        let answered = self.socket.as_ref().map(|door| rustix::net::send(door, &answer, flags));
        // The program is gone, or asks without reading the answers.
        if let Some(Err(_)) = answered {
            self.socket = None;
        }
    }

    /// Bytes of standard output and of standard error of which the clock knew in the end.
    pub(super) fn known(&self) -> [u64; 2] {
        self.known
    }

    /// Whether standard output and standard error had other bytes when the time was moved.
    pub(super) fn differs(&self) -> [bool; 2] {
        self.differs
    }

    /// The most threads that were seen at once from outside, beside the program's first.
    pub(super) fn threads(&self) -> u64 {
        self.threads.most()
    }

    /// The first is the one to tell; a forger is not listened to any more.
    fn forge(&mut self, forged: Forged) {
        self.forged.get_or_insert(forged);
        self.socket = None;
    }
}

/// One packet: how long it is, and who sent it. Descriptors that lie in it find no room.
fn receive(
    socket: &OwnedFd,
    packet: &mut [u8],
) -> Result<(usize, Option<UCred>), rustix::io::Errno> {
    let mut room = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmCredentials(1))];
    let mut beside = RecvAncillaryBuffer::new(&mut room);
    let mut packet = [IoSliceMut::new(packet)];
    let flags = RecvFlags::DONTWAIT | RecvFlags::CMSG_CLOEXEC;
    let received = recvmsg(socket, &mut packet, &mut beside, flags)?;
    let speaker = beside.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmCredentials(speaker) => Some(speaker),
        _ => None,
    });
    Ok((received.bytes, speaker))
}

#[cfg(test)]
mod tests;
