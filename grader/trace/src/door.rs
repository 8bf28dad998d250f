//! What the clock and the grader say to each other about the time, which the grader keeps.
//!
//! The clock knows who waits for what, and so to which instant a program can go. Before something
//! that can be seen from outside it asks the grader to come along. The grader takes what was
//! written until then, moves its own time, and answers. While questions to the world outside are
//! open the clock asks before it moves, since only the grader knows when they will be answered.
//! Each message is one packet of a fixed size.

/// Bytes of a [`Message`].
pub const MESSAGE_BYTES: usize = 24;

/// Bytes of an [`Answer`].
pub const ANSWER_BYTES: usize = 9;

/// What the grader says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The time that it is: what was asked for, unless something was due before.
    pub now: u64,
    /// On the line on which the world outside is asked, something was said that is to be heard
    /// before the time moves on.
    pub said: bool,
    /// There are questions that are not yet answered.
    pub open: bool,
}

impl Answer {
    /// The packet that [`Answer::parse`] reads.
    pub fn to_bytes(self) -> [u8; ANSWER_BYTES] {
        let mut bytes = [0; ANSWER_BYTES];
        bytes[..8].copy_from_slice(&self.now.to_le_bytes());
        bytes[8] = u8::from(self.said) | u8::from(self.open) << 1;
        bytes
    }

    /// Reads a packet of this size.
    pub fn parse(packet: [u8; ANSWER_BYTES]) -> Answer {
        let [now @ .., flags] = packet;
        Answer { now: u64::from_le_bytes(now), said: flags & 1 != 0, open: flags & 2 != 0 }
    }
}

/// What the clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// The time to go to, in virtual nanoseconds since the start.
    pub to: u64,
    /// Bytes that the program has written so far to standard output and to standard error.
    pub written: [u64; 2],
}

impl Message {
    /// The packet that [`Message::parse`] reads.
    pub fn to_bytes(self) -> [u8; MESSAGE_BYTES] {
        let mut bytes = [0; MESSAGE_BYTES];
        let [stdout, stderr] = self.written;
        for (place, number) in bytes.chunks_exact_mut(8).zip([self.to, stdout, stderr]) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    /// Reads a packet; `None` when it has another size.
    pub fn parse(packet: &[u8]) -> Option<Message> {
        let bytes: &[u8; MESSAGE_BYTES] = packet.try_into().ok()?;
        let (numbers, _) = bytes.as_chunks();
        let [to, stdout, stderr] = numbers.try_into().ok()?;
        let number = u64::from_le_bytes;
        Some(Message { to: number(to), written: [number(stdout), number(stderr)] })
    }
}
