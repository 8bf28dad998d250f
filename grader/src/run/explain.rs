//! From return addresses to the student's own line, and to what kind of thread it ran on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use addr2line::Loader;
use trace::{ThreadId, WaitsFor};

use crate::build::COMPILED_IN;
use crate::observation::{Observation, Role, Waiting};
use crate::transcript::{End, Limit, Place};

/// Return addresses, innermost first.
type Stack = Vec<u64>;

/// What is needed to explain a run later.
#[derive(Debug, Clone, Default)]
pub(super) struct Stacks {
    /// Loaded objects: by how much each was moved, and its path (empty for the program).
    pub(super) objects: Vec<(u64, String)>,
    /// Names of threads that have one.
    pub(super) names: BTreeMap<ThreadId, String>,
    /// In step with the trace's holds.
    pub(super) holds: Vec<(ThreadId, Stack)>,
    /// Threads of a stuck program.
    pub(super) waits: Vec<Wait>,
    /// Where the program was stopped: the thread that was busy, or that reached for the clock.
    pub(super) stopped: Option<Stack>,
    /// What a thread that called nothing went through again and again, as return addresses.
    pub(super) circle: Stack,
    /// The first thread that was blocked in a call that the clock does not govern.
    pub(super) unseen: Option<(ThreadId, Stack)>,
    /// Names of child processes that were never seen to end, by their numbers.
    pub(super) children: BTreeMap<u32, String>,
}

/// A thread that waits for ever.
#[derive(Debug, Clone)]
pub(super) struct Wait {
    pub(super) thread: ThreadId,
    pub(super) what: WaitsFor,
    pub(super) stack: Stack,
}

/// Functions that tell on what kind of thread code runs; the innermost one counts.
const ROLES: [(&str, Role); 5] = [
    ("blocking::task::BlockingTask", Role::BlockingPool),
    ("multi_thread::worker::Context", Role::AsyncWorker),
    ("scheduler::current_thread", Role::AsyncOnly),
    ("task::local::LocalSet", Role::AsyncOnly),
    ("CachedParkThread::block_on", Role::AsyncWorker),
];

/// Functions that tell what a thread waits for; the outermost one that is known counts, since
/// a channel waits by a condition and a condition by a mutex.
const WAITS: [(&str, &str); 16] = [
    ("sync::mpsc", "a message"),
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
    ("tokio::runtime", "a future that nobody wakes"),
    ("thread::park", "somebody who unparks it"),
    ("functions::park", "somebody who unparks it"),
    ("std::io::stdio::Stdin", "input"),
];

/// Fills in places, roles and reasons.
pub(super) fn explain(
    observation: &mut Observation,
    stacks: &Stacks,
    program: &Path,
    clock: &Path,
) {
    let Observation { transcript, trace } = observation;
    let mut symbols = Symbols::new(program, clock, &stacks.objects);
    for (hold, (thread, stack)) in trace.holds.iter_mut().zip(&stacks.holds) {
        let frames = symbols.frames(stack);
        hold.thread = stacks.name(*thread);
        hold.role = role(&frames);
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
    // How far a child is with its end at any other moment is a fact of real time.
    if transcript.end == (End::OverLimit { limit: Limit::WallTime }) {
        trace.waiting.extend(stacks.children.values().map(|name| Waiting {
            thread: String::from("main"),
            for_what: format!("the end of the child process `{name}`"),
            place: None,
        }));
    }
    if let Some((thread, stack)) = &stacks.unseen {
        let frames = symbols.frames(stack);
        trace.inexact = Some(unseen(&stacks.name(*thread), &frames));
    }
    let stopped = stacks.stopped.as_ref().and_then(|stack| place(&symbols.frames(stack)));
    trace.busy_at = stopped.or_else(|| {
        // The first line of a loop is the one that says for how long it goes on.
        stacks.circle.iter().filter_map(|&address| place(&symbols.frames_at(address))).min()
    });
}

impl Stacks {
    fn name(&self, thread: ThreadId) -> String {
        match self.names.get(&thread) {
            Some(name) => name.clone(),
            None if thread == 0 => String::from("main"),
            None => format!("thread {thread}"),
        }
    }
}

/// One frame of a stack.
#[derive(Debug, Clone, Default)]
struct Frame {
    function: String,
    place: Option<Place>,
}

fn role(frames: &[Frame]) -> Role {
    frames
        .iter()
        .find_map(|frame| ROLES.iter().find(|(name, _)| frame.function.contains(name)))
        .map_or(Role::Plain, |&(_, role)| role)
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

/// Reads the debug information of the loaded objects, each when it is first needed.
struct Symbols {
    objects: Vec<Object>,
    known: BTreeMap<u64, Vec<Frame>>,
}

struct Object {
    bias: u64,
    path: PathBuf,
    loader: Option<Option<Loader>>,
}

impl Symbols {
    fn new(program: &Path, clock: &Path, objects: &[(u64, String)]) -> Symbols {
        let path_of = |path: &str| match path {
            "" => program.to_path_buf(),
            // It was loaded by a path that counted from the run's folder, which is gone.
            path if Path::new(path).file_name() == clock.file_name() => clock.to_path_buf(),
            path => PathBuf::from(path),
        };
        let mut objects: Vec<Object> = objects
            .iter()
            .map(|(bias, path)| Object { bias: *bias, path: path_of(path), loader: None })
            .collect();
        objects.sort_by_key(|object| object.bias);
        Symbols { objects, known: BTreeMap::new() }
    }

    fn frames(&mut self, stack: &[u64]) -> Vec<Frame> {
        stack.iter().flat_map(|&address| self.frames_at(address)).collect()
    }

    /// Frames at a return address, innermost first; several where a call was inlined.
    fn frames_at(&mut self, address: u64) -> Vec<Frame> {
        if let Some(frames) = self.known.get(&address) {
            return frames.clone();
        }
        let frames = self.look_up(address).unwrap_or_default();
        self.known.insert(address, frames.clone());
        frames
    }

    fn look_up(&mut self, address: u64) -> Option<Vec<Frame>> {
        let object = self.objects.iter_mut().rfind(|object| object.bias <= address)?;
        let path = &object.path;
        let loader = object.loader.get_or_insert_with(|| Loader::new(path).ok()).as_ref()?;
        // A return address is that of the next instruction; the call is the one before it.
        let address = address.checked_sub(object.bias)?.checked_sub(1)?;
        let mut found = Vec::new();
        if let Ok(mut frames) = loader.find_frames(address) {
            while let Ok(Some(frame)) = frames.next() {
                let function = frame.function.as_ref().and_then(|name| name.raw_name().ok());
                let place = frame
                    .location
                    .as_ref()
                    .and_then(|location| own_place(location.file?, location.line?));
                let function = function.map(|name| demangle(&name)).unwrap_or_default();
                found.push(Frame { function, place });
            }
        }
        // Line tables name the last part of a function only; its symbol has the whole path. The
        // last frame is the function itself, those before it were inlined into it.
        if let Some(symbol) = loader.find_symbol(address).map(demangle) {
            match found.last_mut() {
                Some(frame) => frame.function = symbol,
                None => found.push(Frame { function: symbol, place: None }),
            }
        }
        Some(found)
    }
}

/// A place in the submission.
fn own_place(file: &str, line: u32) -> Option<Place> {
    let file = file.strip_prefix(COMPILED_IN)?.strip_prefix('/')?;
    Some(Place { file: file.to_string(), line })
}

fn demangle(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}
