//! From a line to its record. The bytes come from a process that may be hostile: nothing here
//! panics, and a line that is not a record is an error that quotes it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use crate::{Record, Refusal, Tampering, WaitsFor};

/// A line that is not a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRecord {
    /// The line.
    pub line: String,
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a record of the clock: {:?}", self.line)
    }
}

impl core::error::Error for BadRecord {}

/// Reads one line, without its newline.
///
/// # Errors
/// When the line is not what [`RecordBuffer`](crate::RecordBuffer) writes.
pub fn decode(line: &str) -> Result<Record, BadRecord> {
    record(line).ok_or_else(|| BadRecord { line: line.to_string() })
}

fn record(line: &str) -> Option<Record> {
    let (letter, rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut fields = Fields(Some(rest));
    let record = match letter {
        "A" => Record::Attached,
        "M" => Record::Loaded { bias: fields.address()?, path: fields.text()? },
        "C" => Record::Created { at: fields.number()?, thread: fields.number()? },
        "N" => Record::Named { thread: fields.number()?, name: fields.text()? },
        "X" => Record::Finished { at: fields.number()?, thread: fields.number()? },
        "H" => Record::Held {
            at: fields.number()?,
            thread: fields.number()?,
            for_ns: fields.number()?,
            what: waits_for(fields.next()?)?,
            task: fields.number()?,
            depth: fields.address()?,
            stack: fields.stack()?,
        },
        "P" => Record::Tasks {
            at: fields.number()?,
            alive: fields.number()?,
            peak: fields.number()?,
            spawned: fields.number()?,
        },
        "W" => Record::Batch { first: fields.number()?, lines: fields.number()? },
        "T" => Record::Jumped { to: fields.number()? },
        "B" => {
            Record::Busy { at: fields.number()?, thread: fields.number()?, stack: fields.stack()? }
        }
        "O" => Record::Circle { addresses: fields.stack()? },
        "D" => Record::Stuck { at: fields.number()? },
        "K" => Record::Waits {
            thread: fields.number()?,
            what: waits_for(fields.next()?)?,
            stack: fields.stack()?,
        },
        "L" => Record::OverLimit { at: fields.number()? },
        "Q" => Record::OverWaits { at: fields.number()? },
        "V" => Record::Unseen {
            at: fields.number()?,
            thread: fields.number()?,
            stack: fields.stack()?,
        },
        "U" => Record::Inexact { at: fields.number()?, why: fields.text()? },
        "G" => Record::Guarded,
        "Y" => Record::Tampered {
            at: fields.number()?,
            thread: fields.number()?,
            how: tampering(fields.next()?)?,
            stack: fields.stack()?,
        },
        "F" => Record::Refused {
            at: fields.number()?,
            thread: fields.number()?,
            what: refusal(fields.next()?)?,
            stack: fields.stack()?,
        },
        "S" => {
            Record::Spawned { at: fields.number()?, child: fields.number()?, name: fields.text()? }
        }
        "R" => Record::Reaped { child: fields.number()? },
        "E" => Record::Ended { at: fields.number()?, clock_reads: fields.number()? },
        _ => return None,
    };
    fields.end().then_some(record)
}

fn waits_for(word: &str) -> Option<WaitsFor> {
    match word {
        "futex" => Some(WaitsFor::Futex),
        "files" => Some(WaitsFor::Files),
        "time" => Some(WaitsFor::Time),
        "unseen" => Some(WaitsFor::Unseen),
        _ => word.strip_prefix("join")?.parse().ok().map(WaitsFor::Join),
    }
}

fn tampering(word: &str) -> Option<Tampering> {
    match word {
        "memory" => Some(Tampering::Memory),
        "records" => Some(Tampering::Records),
        "door" => Some(Tampering::Door),
        "channel" => Some(Tampering::Channel),
        _ => word.strip_prefix("call")?.parse().ok().map(Tampering::Call),
    }
}

fn refusal(word: &str) -> Option<Refusal> {
    match word {
        "program" => Some(Refusal::Program),
        "network" => Some(Refusal::Network),
        "lock" => Some(Refusal::Lock),
        "thread" => Some(Refusal::Thread),
        _ => None,
    }
}

/// What is left of a line.
struct Fields<'a>(Option<&'a str>);

impl<'a> Fields<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0.take()?;
        match rest.split_once(' ') {
            Some((field, rest)) => {
                self.0 = Some(rest);
                Some(field)
            }
            None => Some(rest),
        }
    }

    fn number<T: FromStr>(&mut self) -> Option<T> {
        self.next()?.parse().ok()
    }

    fn address(&mut self) -> Option<u64> {
        u64::from_str_radix(self.next()?, 16).ok()
    }

    fn text(&mut self) -> Option<String> {
        self.0.take().map(String::from)
    }

    fn stack(&mut self) -> Option<Vec<u64>> {
        let list = self.0.take()?;
        if list.is_empty() {
            return Some(Vec::new());
        }
        list.split(',').map(|address| u64::from_str_radix(address, 16).ok()).collect()
    }

    fn end(&self) -> bool {
        self.0.is_none_or(str::is_empty)
    }
}
