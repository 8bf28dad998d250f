//! From return addresses to the student's own line, and to what a thread waited for.

use std::collections::BTreeMap;
use std::path::Path;

use trace::{ThreadId, WaitsFor};

use super::symbols::{Frame, Symbols};
use crate::observation::{Trace, Waiting};
use crate::transcript::Place;

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
    /// The thread that was busy.
    pub(super) busy: Option<Stack>,
}

/// A wait of one thread.
#[derive(Debug, Clone)]
pub(super) struct Wait {
    pub(super) thread: ThreadId,
    pub(super) what: WaitsFor,
    /// How deep in its stack the thread was; 0 when nobody asked.
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
    ("thread::park", "somebody who unparks it"),
    ("functions::park", "somebody who unparks it"),
    ("std::io::stdio::Stdin", "input"),
    ("std::net::", "a socket"),
    ("os::unix::net", "a socket"),
    ("std::io::pipe", "a pipe"),
    ("std::process", "a pipe"),
];

/// Fills in places and reasons.
pub(super) fn explain(trace: &mut Trace, stacks: &Stacks, program: &Path) {
    let mut symbols = Symbols::new(program, &stacks.objects);
    for (hold, wait) in trace.holds.iter_mut().zip(&stacks.holds) {
        let frames = symbols.frames(&wait.stack);
        if !hold.is_sleep() {
            hold.for_what = Some(reason(wait, &frames, stacks));
        }
        hold.place = place(&frames);
    }
    trace.waiting = stacks
        .waits
        .iter()
        .map(|wait| {
            let frames = symbols.frames(&wait.stack);
            Waiting {
                thread: stacks.name(wait.thread),
                for_what: reason(wait, &frames, stacks),
                place: place(&frames),
            }
        })
        .collect();
    // Idle threads of a runtime wait too, but not for anything that the student wrote.
    if trace.waiting.iter().any(|waiting| waiting.place.is_some()) {
        trace.waiting.retain(|waiting| waiting.place.is_some());
    }
    trace.busy_at = stacks.busy.as_ref().and_then(|stack| place(&symbols.frames(stack)));
}

impl Stacks {
    /// The name of a thread, as the student knows it.
    pub(super) fn name(&self, thread: ThreadId) -> String {
        match self.names.get(&thread) {
            Some(name) => name.clone(),
            None if thread == 0 => String::from("main"),
            None => format!("thread {thread}"),
        }
    }
}

/// The innermost frame of the student's own code.
fn place(frames: &[Frame]) -> Option<Place> {
    frames.iter().find_map(|frame| frame.place.clone())
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
        (None, _) => String::from("another thread"),
    }
}
