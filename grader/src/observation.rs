//! What was seen of one run: its transcript, and what the clock says it cost and what held it up.
//!
//! The main type is [`Observation`]; everything after `run` is a pure function of it.

use serde::{Deserialize, Serialize};

use crate::transcript::{Place, Transcript};

/// What the outside saw of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// What it wrote and how it ended.
    pub transcript: Transcript,
    /// What the clock saw.
    pub trace: Trace,
}

/// What the clock saw of a run, told in the student's own terms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// How often virtual time moved: each is one wake-up.
    pub wakeups: u64,
    /// Threads that were created, the first not counted.
    pub threads: u64,
    /// How often the program read a clock.
    pub clock_reads: u64,
    /// False when the times of this run cannot be trusted to the millisecond.
    pub exact: bool,
    /// Why they cannot, as a clause: `a child process was at work`.
    pub inexact: Option<String>,
    /// Blocking calls that held a thread while virtual time passed, in order.
    pub holds: Vec<Hold>,
    /// At the end of a stuck run: who waits for what.
    pub waiting: Vec<Waiting>,
    /// The place that looked at the clock in a circle, when the run was busy waiting.
    pub busy_at: Option<Place>,
}

/// What kind of thread a blocking call was made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The only thread of a current-thread runtime, inside async code: everybody waits.
    AsyncOnly,
    /// One of several workers of a runtime, inside async code.
    AsyncWorker,
    /// A thread of the blocking pool, where blocking is fine.
    BlockingPool,
    /// A thread of no runtime.
    Plain,
}

/// A blocking sleep: a stretch in which one thread could do nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Name of the thread, `main` for the first.
    pub thread: String,
    /// What kind of thread it was.
    pub role: Role,
    /// Virtual milliseconds since the start.
    pub from_ms: u64,
    /// Virtual milliseconds that it lasted.
    pub for_ms: u64,
    /// The student's own line, when known.
    pub place: Option<Place>,
}

/// A thread that waits for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Name of the thread, `main` for the first.
    pub thread: String,
    /// What it waits for, as a noun phrase: `a mutex`, `the end of another thread`, `a message`.
    pub for_what: String,
    /// The student's own line, when known.
    pub place: Option<Place>,
}
