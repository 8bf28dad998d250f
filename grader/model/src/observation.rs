//! What was seen of one run: its transcript, and what the clock says it cost and what held it up.
//!
//! The main type is [`Observation`]; everything after `run` is a pure function of it.

mod cost;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

pub use cost::Cost;

use crate::limits::ResourceLimits;
use crate::transcript::{End, Place, Transcript};

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
    /// Figures of the world outside the program, by name: the highest of each.
    pub lab: BTreeMap<String, u64>,
    /// The most tasks that were alive at once while a thread waited.
    pub tasks: u64,
    /// Tasks that were spawned in all.
    pub tasks_spawned: u64,
    /// Tasks that were alive when the clock last saw; told of a stuck run.
    pub tasks_alive: u64,
    /// How far the times of this run can be trusted.
    pub exactness: Exactness,
    /// Blocking calls that held a thread while virtual time passed, in order.
    pub holds: Vec<Hold>,
    /// At the end of a stuck run: who waits for what.
    pub waiting: Vec<Waiting>,
    /// The place that the program went through in a circle, when the run was busy waiting.
    pub busy_at: Option<Place>,
    /// The first thing that it asked for and that a submission may not have.
    #[serde(default)]
    pub refused: Option<RefusedCall>,
    /// What it was allowed to use.
    #[serde(default)]
    pub limits: ResourceLimits,
    /// True when it called nothing there, and so did not even look at the clock.
    #[serde(default)]
    pub computes: bool,
    /// True when what it did there was to look at the clock.
    #[serde(default)]
    pub reads_clock: bool,
    /// Lines of standard output that came with others, in one write; the first few such writes.
    #[serde(default)]
    pub batches: Vec<Batch>,
}

/// What a program asked for in vain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedCall {
    /// What it was.
    pub what: Right,
    /// The student's own line, when known.
    pub place: Option<Place>,
}

/// What a submission may not do, at all or without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Start another program.
    Program,
    /// Use a network.
    Network,
    /// Lock a file.
    Lock,
    /// Have one more thread.
    Thread,
}

impl RefusedCall {
    /// What it asked for, where, and that it may not: a sentence.
    pub fn sentence(&self) -> String {
        let place = self.place.as_ref().map_or(String::new(), |place| format!(" at {place}"));
        let (what, rule) = match self.what {
            Right::Program => ("starts another program (`Command`)", "submissions may not do that"),
            Right::Network => {
                ("opens a network socket", "submissions may not do that: here they have no network")
            }
            Right::Lock => ("locks a file (`File::lock`)", "submissions may not do that"),
            Right::Thread => ("asks for one more thread", "it has as many as it may"),
        };
        format!("Your program {what}{place}, and was refused: {rule}.")
    }
}

/// Several lines of standard output that were written at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Index of the first among the lines of standard output.
    pub first: usize,
    /// How many there are.
    pub lines: usize,
}

/// How far the times of a run can be trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exactness {
    /// To the millisecond: they are those of the virtual clock, which saw everything.
    #[default]
    Exact,
    /// They were taken from a real clock and brought to the instants that they stand for: near
    /// enough to be compared.
    Near,
    /// Nobody knows how far, and why as a clause: `a child process was at work`.
    Unknown(String),
}

/// A stretch in which one task held its thread, call after call, without yielding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// Virtual milliseconds that it lasted.
    pub for_ms: u64,
    /// The longest of its calls.
    pub hold: &'a Hold,
}

impl Trace {
    /// True when the times can be trusted to the millisecond.
    pub fn is_exact(&self) -> bool {
        self.exactness == Exactness::Exact
    }

    /// Virtual milliseconds for which async threads were held in blocking calls, all together.
    pub fn async_blocked_ms(&self) -> u64 {
        self.async_holds().map(|hold| hold.for_ms).fold(0, u64::saturating_add)
    }

    /// The longest stretch in which an async thread was held; of equally long ones the first.
    pub fn longest_stretch(&self) -> Option<Stretch<'_>> {
        let mut longest: Option<Stretch<'_>> = None;
        // For each task: when its stretch ends, and the stretch.
        let mut stretches: HashMap<(&str, u64), (u64, Stretch<'_>)> = HashMap::new();
        for hold in self.async_holds() {
            let key = (hold.thread.as_str(), hold.task);
            let until = hold.from_ms.saturating_add(hold.for_ms);
            let stretch = match stretches.get(&key) {
                Some((end, before)) if *end == hold.from_ms => Stretch {
                    for_ms: before.for_ms.saturating_add(hold.for_ms),
                    hold: if hold.for_ms > before.hold.for_ms { hold } else { before.hold },
                },
                _ => Stretch { for_ms: hold.for_ms, hold },
            };
            stretches.insert(key, (until, stretch));
            if longest.is_none_or(|longest| stretch.for_ms > longest.for_ms) {
                longest = Some(stretch);
            }
        }
        longest
    }

    fn async_holds(&self) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(|hold| hold.is_async())
    }
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

/// A blocking call: a stretch in which one thread could do nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Name of the thread, `main` for the first.
    pub thread: String,
    /// What kind of thread it was.
    pub role: Role,
    /// Number of the task that ran on it, from 1; 0 for none.
    pub task: u64,
    /// Virtual milliseconds since the start.
    pub from_ms: u64,
    /// Virtual milliseconds that it lasted.
    pub for_ms: u64,
    /// What it waited for, as in [`Waiting`]; absent for a sleep.
    pub for_what: Option<String>,
    /// The student's own line, when known.
    pub place: Option<Place>,
}

impl Hold {
    /// True for a call that waits for nothing but time.
    pub fn is_sleep(&self) -> bool {
        self.for_what.is_none()
    }

    /// True when async code was kept waiting.
    pub fn is_async(&self) -> bool {
        matches!(self.role, Role::AsyncOnly | Role::AsyncWorker)
    }
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

impl Observation {
    /// Keeps the places for which `is_own` holds: a line of other code is no help to
    /// a student who looks for their own.
    pub fn keep_places(&mut self, is_own: impl Fn(&Place) -> bool) {
        let trace = &mut self.trace;
        let mut places: Vec<&mut Option<Place>> = vec![&mut trace.busy_at];
        places.extend(trace.refused.iter_mut().map(|refused| &mut refused.place));
        places.extend(trace.holds.iter_mut().map(|hold| &mut hold.place));
        places.extend(trace.waiting.iter_mut().map(|waiting| &mut waiting.place));
        if let End::Panicked { place, .. } = &mut self.transcript.end {
            places.push(place);
        }
        for place in places {
            place.take_if(|place| !is_own(place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_other_people_are_forgotten_wherever_they_stand() {
        let place = |file: &str| Some(Place { file: file.to_owned(), line: 7, column: None });
        let own = "src/lib.rs";
        for (file, kept) in [(own, place(own)), ("src/main.rs", None), ("/elsewhere/mod.rs", None)]
        {
            let waiting = Waiting {
                thread: "main".to_owned(),
                for_what: "a message".to_owned(),
                place: place(file),
            };
            let mut observation = Observation {
                transcript: Transcript {
                    end: End::Panicked { message: "oh".to_owned(), place: place(file) },
                    ..crate::sample::transcript("0  a")
                },
                trace: Trace { busy_at: place(file), waiting: vec![waiting], ..Trace::default() },
            };
            observation.keep_places(|place| place.file == own);
            let End::Panicked { place, .. } = observation.transcript.end else { unreachable!() };
            assert_eq!(place, kept);
            assert_eq!(observation.trace.busy_at, kept);
            assert_eq!(observation.trace.waiting[0].place, kept);
        }
    }
}
