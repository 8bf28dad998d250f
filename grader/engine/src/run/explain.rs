//! From return addresses to the student's own line, and to what a thread waited for.

use std::collections::{BTreeMap, BTreeSet};

use trace::{ThreadId, WaitsFor};

use super::object::Frame;
use super::symbols::Loaded;
use model::observation::{Exactness, Observation, Waiting};
use model::transcript::{End, Limit, Place};

/// Return addresses, innermost first.
pub(super) type Stack = Vec<u64>;

/// What is needed to explain a run later.
#[derive(Debug, Clone, Default)]
pub(super) struct Stacks {
    /// Loaded objects: by how much each was moved, and its path (empty for the program).
    pub(super) objects: Vec<(u64, String)>,
    /// The program is built with tokio, so some of its threads may run async code.
    pub(super) has_tasks: bool,
    /// Names of threads that have one.
    pub(super) names: BTreeMap<ThreadId, String>,
    /// In step with the trace's holds.
    pub(super) holds: Vec<Wait>,
    /// Threads of a stuck program.
    pub(super) waits: Vec<Wait>,
    /// Where the program was stopped: the thread that was busy, or that reached for the clock.
    pub(super) stopped: Option<Stack>,
    /// What a thread that called nothing went through again and again, as return addresses.
    pub(super) circle: Stack,
    /// The first thing that it was refused.
    pub(super) refused: Option<Stack>,
    /// The first thread that was blocked in a call that the clock does not govern.
    pub(super) unseen: Option<(ThreadId, Stack)>,
    /// Names of child processes that were never seen to end, by their numbers.
    pub(super) children: BTreeMap<u32, String>,
}

/// A wait of one thread.
#[derive(Debug, Clone)]
pub(super) struct Wait {
    pub(super) thread: ThreadId,
    pub(super) what: WaitsFor,
    /// How deep in its stack the thread was; 0 when it was not asked for.
    pub(super) depth: u64,
    /// Empty when the thread is known to have waited at this depth before.
    pub(super) stack: Stack,
}

/// Functions that tell what a thread waits for; the outermost one that is known counts, since
/// a channel waits by a condition and a condition by a mutex.
const WAITS: [(&str, &str); 21] = [
    ("sync::mpsc", "a message"),
    ("sync::oneshot", "a message"),
    ("std::sync::mpmc", "a message"),
    ("sync::barrier::Barrier", "the others at a barrier"),
    ("sync::poison::condvar::Condvar", "a condition"),
    ("sync::condvar::Condvar", "a condition"),
    ("rwlock::RwLock", "a read-write lock"),
    ("mutex::Mutex", "a mutex"),
    ("mutex::futex::Mutex", "a mutex"),
    ("once_lock::OnceLock", "a value that is set once"),
    ("parking_lot", "a lock"),
    ("thread::scoped::scope", "the end of its scoped threads"),
    ("blocking::pool::Inner::run", "work for the blocking pool"),
    ("tokio::runtime", "a task or future that nobody will wake"),
    ("thread::park", "another thread to unpark it"),
    ("functions::park", "another thread to unpark it"),
    ("std::io::stdio::Stdin", "input"),
    ("std::net::", "a socket"),
    ("os::unix::net", "a socket"),
    ("std::io::pipe", "a pipe"),
    ("std::process", "a pipe"),
];

/// Fills in places and reasons.
pub(super) fn explain(observation: &mut Observation, stacks: &Stacks, loaded: &Loaded<'_>) {
    let Observation { transcript, trace } = observation;
    let known = loaded.frames(stacks.addresses());
    let frames = |stack: &[u64]| -> Vec<Frame> {
        stack.iter().filter_map(|address| known.get(address)).flatten().cloned().collect()
    };
    for (hold, wait) in trace.holds.iter_mut().zip(&stacks.holds) {
        let frames = frames(&wait.stack);
        if !hold.is_sleep() {
            hold.for_what = Some(reason(wait, &frames, stacks));
        }
        hold.place = place(&frames);
    }
    let waiting = |wait: &Wait| {
        let frames = frames(&wait.stack);
        let waiting = Waiting {
            thread: stacks.name(wait.thread),
            for_what: reason(wait, &frames, stacks),
            place: place(&frames),
        };
        (waiting, frames.iter().any(|frame| frame.place.is_some()))
    };
    let mut waiting: Vec<(Waiting, bool)> = stacks.waits.iter().map(waiting).collect();
    // Idle threads of a runtime wait too, but not for anything that the student wrote. They are
    // told where nothing else is known of a program that is stuck.
    let is_stuck = transcript.end == End::Stuck;
    if !is_stuck || waiting.iter().any(|(_, is_own)| *is_own) {
        waiting.retain(|(_, is_own)| *is_own);
    }
    trace.waiting = waiting.into_iter().map(|(waiting, _)| waiting).collect();
    // How far a child is with its end at any other moment is a fact of real time.
    if transcript.end == (End::OverLimit { limit: Limit::WallTime }) {
        trace.waiting.extend(stacks.children.values().map(|name| Waiting {
            thread: String::from("main"),
            for_what: format!("the end of the child process `{name}`"),
            place: None,
        }));
    }
    if let Some((thread, stack)) = &stacks.unseen {
        let frames = frames(stack);
        trace.exactness = Exactness::Unknown(unseen(&stacks.name(*thread), &frames));
    }
    if let (Some(refused), Some(stack)) = (&mut trace.refused, &stacks.refused) {
        refused.place = place(&frames(stack));
    }
    let stopped = stacks.stopped.as_deref().map(frames).unwrap_or_default();
    trace.reads_clock = reads_clock(&stopped);
    trace.busy_at = place(&stopped).or_else(|| {
        // The first line of a loop is the one that says for how long it goes on.
        stacks.circle.iter().filter_map(|&address| place(&frames(&[address]))).min()
    });
}

impl Stacks {
    /// All that there is to look up.
    fn addresses(&self) -> BTreeSet<u64> {
        let waits = self.holds.iter().chain(&self.waits).map(|wait| &wait.stack);
        let unseen = self.unseen.as_ref().map(|(_, stack)| stack);
        waits
            .chain(unseen)
            .chain(&self.stopped)
            .chain(&self.refused)
            .chain([&self.circle])
            .flatten()
            .copied()
            .collect()
    }

    /// The name of a thread, as the student knows it.
    pub(super) fn name(&self, thread: ThreadId) -> String {
        match self.names.get(&thread) {
            Some(name) => name.clone(),
            None if thread == 0 => String::from("main"),
            None => format!("thread {thread}"),
        }
    }
}

/// The line of the innermost frame of the student's own code; none where that is the `main` in
/// which a runtime runs, with nothing of the student's on top: no line of an `async fn main` waits
/// there, and the debug information would name its last one, whatever has been reached.
fn place(frames: &[Frame]) -> Option<Place> {
    let own = frames.iter().position(|frame| frame.place.is_some())?;
    let is_runtime = |frame: &Frame| frame.function.contains("block_on");
    let is_main = frames[own].function.rsplit("::").next() == Some("main");
    if is_main && frames[..own].iter().any(is_runtime) {
        return None;
    }
    frames[own].place.clone()
}

/// True when the student's own code asked the standard library for the time.
fn reads_clock(frames: &[Frame]) -> bool {
    let calls = frames.iter().take_while(|frame| frame.place.is_none());
    calls.map(|frame| &frame.function).any(|function| function.contains("std::time::"))
}

fn reason(wait: &Wait, frames: &[Frame], stacks: &Stacks) -> String {
    if let WaitsFor::Join(thread) = wait.what {
        return format!("the end of thread `{}`", stacks.name(thread));
    }
    // What the student called lies between their own code and the wait.
    let own = frames.iter().position(|frame| frame.place.is_some()).unwrap_or(frames.len());
    let known = frames[..own]
        .iter()
        .rev()
        .find_map(|frame| WAITS.iter().find(|(name, _)| frame.function.contains(name)));
    match (known, wait.what) {
        (Some((_, reason)), _) => (*reason).to_string(),
        (None, WaitsFor::Files) => String::from("a file or socket"),
        (None, WaitsFor::Time) => String::from("a time that never comes"),
        (None, WaitsFor::Unseen) => call(frames),
        (None, _) => String::from("another thread"),
    }
}

/// A thread that waits where the clock does not see it.
fn unseen(thread: &str, frames: &[Frame]) -> String {
    let place = place(frames).map_or(String::new(), |place| format!(" at {place}"));
    format!("thread `{thread}` waits in {}{place}, which the clock does not govern", call(frames))
}

/// The function of the system's library in which a thread is.
fn call(frames: &[Frame]) -> String {
    match frames.iter().map(|frame| frame.function.as_str()).find(|name| !name.is_empty()) {
        Some(name) => format!("the call `{}`", name.trim_start_matches("__")),
        None => String::from("a call of the system"),
    }
}
