//! From a record to its line, without allocating: the clock calls this with its lock held.

use core::fmt::{self, Write};

use crate::{Record, Refusal, Tampering, WaitsFor};

/// Bytes that a record has at most; below what a pipe writes in one piece.
pub const MAX_BYTES: usize = 2048;

/// One encoded record.
pub struct RecordBuffer {
    bytes: [u8; MAX_BYTES],
    length: usize,
}

impl RecordBuffer {
    /// The record as its line, ending in a newline; what does not fit is cut.
    pub fn new(record: &Record) -> RecordBuffer {
        let mut buffer = RecordBuffer { bytes: [0; MAX_BYTES], length: 0 };
        // Writing into the buffer fails only when it is full, and then the line is cut.
        let _ = buffer.line(record);
        buffer.bytes[buffer.length] = b'\n';
        buffer.length += 1;
        buffer
    }

    /// The line.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn line(&mut self, record: &Record) -> fmt::Result {
        match record {
            Record::Attached => self.write_str("A"),
            Record::Loaded { bias, path } => {
                write!(self, "M {bias:x} ")?;
                self.text(path)
            }
            Record::Created { at, thread } => write!(self, "C {at} {thread}"),
            Record::Named { thread, name } => {
                write!(self, "N {thread} ")?;
                self.text(name)
            }
            Record::Finished { at, thread } => write!(self, "X {at} {thread}"),
            Record::Held { at, thread, for_ns, what, task, depth, stack } => {
                write!(self, "H {at} {thread} {for_ns} ")?;
                self.waits_for(*what)?;
                write!(self, " {task} {depth:x} ")?;
                self.stack(stack)
            }
            Record::Tasks { at, alive, peak, spawned } => {
                write!(self, "P {at} {alive} {peak} {spawned}")
            }
            Record::Batch { first, lines } => write!(self, "W {first} {lines}"),
            Record::Jumped { to } => write!(self, "T {to}"),
            Record::Busy { at, thread, stack } => {
                write!(self, "B {at} {thread} ")?;
                self.stack(stack)
            }
            Record::Circle { addresses } => {
                self.write_str("O ")?;
                self.stack(addresses)
            }
            Record::Stuck { at } => write!(self, "D {at}"),
            Record::Waits { thread, what, stack } => {
                write!(self, "K {thread} ")?;
                self.waits_for(*what)?;
                self.write_str(" ")?;
                self.stack(stack)
            }
            Record::OverLimit { at } => write!(self, "L {at}"),
            Record::OverWaits { at } => write!(self, "Q {at}"),
            Record::Unseen { at, thread, stack } => {
                write!(self, "V {at} {thread} ")?;
                self.stack(stack)
            }
            Record::Inexact { at, why } => {
                write!(self, "U {at} ")?;
                self.text(why)
            }
            Record::Guarded => self.write_str("G"),
            Record::Tampered { at, thread, how, stack } => {
                write!(self, "Y {at} {thread} ")?;
                match how {
                    Tampering::Memory => self.write_str("memory ")?,
                    Tampering::Records => self.write_str("records ")?,
                    Tampering::Door => self.write_str("door ")?,
                    Tampering::Channel => self.write_str("channel ")?,
                    Tampering::Call(number) => write!(self, "call{number} ")?,
                }
                self.stack(stack)
            }
            Record::Refused { at, thread, what, stack } => {
                write!(self, "F {at} {thread} ")?;
                self.write_str(match what {
                    Refusal::Program => "program ",
                    Refusal::Network => "network ",
                    Refusal::Lock => "lock ",
                    Refusal::Thread => "thread ",
                })?;
                self.stack(stack)
            }
            Record::Spawned { at, child, name } => {
                write!(self, "S {at} {child} ")?;
                self.text(name)
            }
            Record::Reaped { child } => write!(self, "R {child}"),
            Record::Ended { at, clock_reads } => write!(self, "E {at} {clock_reads}"),
        }
    }

    fn waits_for(&mut self, what: WaitsFor) -> fmt::Result {
        match what {
            WaitsFor::Futex => self.write_str("futex"),
            WaitsFor::Join(thread) => write!(self, "join{thread}"),
            WaitsFor::Files => self.write_str("files"),
            WaitsFor::Time => self.write_str("time"),
            WaitsFor::Unseen => self.write_str("unseen"),
        }
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.write_char(if c.is_control() { '?' } else { c }))
    }

    fn stack(&mut self, stack: &[u64]) -> fmt::Result {
        for (index, address) in stack.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(self, "{comma}{address:x}")?;
        }
        Ok(())
    }
}

impl Write for RecordBuffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // One byte is kept for the newline; a cut falls on a character's boundary.
        let room = MAX_BYTES - 1 - self.length;
        let mut fits = text.len().min(room);
        while !text.is_char_boundary(fits) {
            fits -= 1;
        }
        self.bytes[self.length..self.length + fits].copy_from_slice(&text.as_bytes()[..fits]);
        self.length += fits;
        if fits == text.len() { Ok(()) } else { Err(fmt::Error) }
    }
}
