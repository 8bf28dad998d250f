//! What the clock and the grader say to each other about the time, which the grader keeps.
//!
//! The clock knows who waits for what, and so to which instant a program can go. Before something
//! that can be seen from outside it asks the grader to come along. The grader takes what was
//! written until then, moves its own time, and answers. Each message is one packet of a fixed
//! size.

/// Bytes of a [`Message`].
pub const MESSAGE_BYTES: usize = 24;

/// The byte by which the grader says that it has moved its time.
pub const ANSWER: u8 = b'.';

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
        let mut numbers = bytes.chunks_exact(8).map(|number| {
            number.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
        });
        let mut next = || numbers.next();
        Some(Message { to: next()?, written: [next()?, next()?] })
    }
}
