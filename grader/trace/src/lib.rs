//! What the clock and the grader say to each other: the records that the clock writes and the
//! grader reads, the [`settings`] of a run, and the messages on the [`door`].
//!
//! A record is one line of text: a letter, then numbers separated by spaces, then at most one
//! text that runs to the end of the line. Text rather than bytes, so that a trace can be read by
//! eye; one `write` a record, so that a program that dies at any moment leaves whole records.
//! Times are virtual nanoseconds since the program started, addresses are hexadecimal.

#![warn(clippy::print_stdout, clippy::print_stderr)]
#![no_std]

extern crate alloc;

mod decode;
mod encode;

pub use decode::{BadRecord, decode};
pub use encode::{MAX_BYTES, RecordBuffer};

use alloc::string::String;
use alloc::vec::Vec;

/// The environment variable in which a run's [`Settings`](settings::Settings) reach the clock.
pub const SETTINGS_VARIABLE: &str = "VIRTUAL_CLOCK";

/// Exit code of a program that the clock ended: stuck, busy or over the virtual limit.
/// The record before it says which.
pub const STOPPED_BY_CLOCK: i32 = 97;

/// A thread of the program, numbered in order of creation; 0 is `main`.
pub type ThreadId = u32;

/// What a thread waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// A futex: a mutex, a condition, a channel, a parked thread.
    Futex,
    /// The end of another thread.
    Join(ThreadId),
    /// A file, pipe, socket or epoll instance.
    Files,
    /// A point in time only: it sleeps.
    Time,
    /// A call that the clock does not govern.
    Unseen,
}

/// What a program did to the clock, for which no submission has a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tampering {
    /// It opened the memory of a process for writing.
    Memory,
    /// It reached for the descriptor over which records go to the grader.
    Records,
    /// It reached for the descriptor on which the grader is asked to move the time.
    Door,
    /// It reached for the descriptor on which the grader is asked how the world outside is.
    Channel,
    /// It made this system call, by its number.
    Call(i64),
}

/// What a submission may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Start another program.
    Program,
    /// Speak to others over a network.
    Network,
    /// Lock a file.
    Lock,
    /// Have one more thread.
    Thread,
}

/// One thing that the clock saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// The clock is in force.
    Attached,
    /// A loaded object: the address it was moved by, and its path (empty for the program itself).
    Loaded {
        /// What to subtract from an address to find it in the file.
        bias: u64,
        /// Path of the object.
        path: String,
    },
    /// A thread was created.
    Created {
        /// When.
        at: u64,
        /// The new thread.
        thread: ThreadId,
    },
    /// A thread was named.
    Named {
        /// Which.
        thread: ThreadId,
        /// Its name; the system cuts names at 15 bytes.
        name: String,
    },
    /// A thread ended.
    Finished {
        /// When.
        at: u64,
        /// Which.
        thread: ThreadId,
    },
    /// A thread waited in a blocking call while time passed, and could do nothing else meanwhile.
    /// Written when the wait is over.
    Held {
        /// Since when.
        at: u64,
        /// Which.
        thread: ThreadId,
        /// For how many nanoseconds.
        for_ns: u64,
        /// For what.
        what: WaitsFor,
        /// Number of the task that it was running, from 1; 0 for none.
        task: u64,
        /// How deep in its stack: the same thread at the same depth has come the same way.
        depth: u64,
        /// Return addresses, innermost first; empty when this way has been recorded before.
        stack: Vec<u64>,
    },
    /// How many tasks there are, of a program that can tell. Written before `main`, so that such a
    /// program is known, and when it is over.
    Tasks {
        /// When.
        at: u64,
        /// Spawned and not ended.
        alive: u64,
        /// The most that were alive while a thread waited.
        peak: u64,
        /// Spawned in all.
        spawned: u64,
    },
    /// One write brought several lines of standard output.
    Batch {
        /// Lines of standard output that came before.
        first: u64,
        /// How many it brought.
        lines: u64,
    },
    /// Every thread waited, so time moved to the next deadline.
    Jumped {
        /// The new time.
        to: u64,
    },
    /// A thread looked at the clock in a circle; the program was stopped.
    Busy {
        /// When.
        at: u64,
        /// Which.
        thread: ThreadId,
        /// Return addresses, innermost first.
        stack: Vec<u64>,
    },
    /// Before [`Record::Busy`], of a thread that called nothing: a part of what it went through
    /// again and again.
    Circle {
        /// Addresses behind instructions, in no order.
        addresses: Vec<u64>,
    },
    /// Every thread waits and nothing is left that could wake one; the program was stopped.
    Stuck {
        /// When.
        at: u64,
    },
    /// After [`Record::Stuck`], [`Record::OverLimit`] or [`Record::OverWaits`]: one of the threads
    /// that wait for ever.
    Waits {
        /// Which.
        thread: ThreadId,
        /// For what.
        what: WaitsFor,
        /// Return addresses, innermost first.
        stack: Vec<u64>,
    },
    /// The next deadline lies behind the virtual limit; the program was stopped.
    OverLimit {
        /// When.
        at: u64,
    },
    /// Time has moved as often as it may; the program was stopped.
    OverWaits {
        /// When.
        at: u64,
    },
    /// A thread is blocked in a call that the clock does not govern: the others go on without it,
    /// and from here on times may be off.
    Unseen {
        /// When.
        at: u64,
        /// Which thread.
        thread: ThreadId,
        /// Return addresses, innermost first.
        stack: Vec<u64>,
    },
    /// From here on times may be off: something happened that the clock could not govern.
    Inexact {
        /// When.
        at: u64,
        /// What, in words.
        why: String,
    },
    /// From here on system calls are made through the C library or not at all.
    Guarded,
    /// The program reached for the clock; it was stopped.
    Tampered {
        /// When.
        at: u64,
        /// By which thread.
        thread: ThreadId,
        /// What it did.
        how: Tampering,
        /// Return addresses, innermost first.
        stack: Vec<u64>,
    },
    /// The program asked for what a submission may not do, and did not get it.
    Refused {
        /// When.
        at: u64,
        /// By which thread.
        thread: ThreadId,
        /// For what.
        what: Refusal,
        /// Return addresses, innermost first.
        stack: Vec<u64>,
    },
    /// A child process was started.
    Spawned {
        /// When.
        at: u64,
        /// Its number.
        child: u32,
        /// Its name.
        name: String,
    },
    /// The end of a child process was seen.
    Reaped {
        /// Its number.
        child: u32,
    },
    /// The program ended by itself.
    Ended {
        /// When.
        at: u64,
        /// How often it read a clock.
        clock_reads: u64,
    },
}

pub mod door;
pub mod settings;

#[cfg(test)]
mod tests;
