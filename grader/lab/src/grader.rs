//! Calls into the world where a grader has it: each is asked for when it begins, and answered when
//! it is over. Nobody in this program knows how long it will take.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::Future;
use std::io::Write;
use std::os::unix::net::UnixStream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use channel::Line;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::{self, Handle};

/// The grader that started this program.
pub(crate) struct Grader {
    line: Arc<Line>,
    calls: Mutex<Calls>,
    /// In each runtime, the task that hears that the grader has said something.
    listeners: Mutex<HashMap<runtime::Id, Arc<Listener>>>,
}

/// Calls that were begun and are not over, by their numbers.
#[derive(Default)]
struct Calls {
    begun: u64,
    open: HashMap<u64, State>,
    /// What was heard of a line that is not yet complete.
    heard: Vec<u8>,
}

enum State {
    Waits(Option<Waker>),
    Answered(String),
}

/// A call from its begin to its end. Dropped before, it is given up.
pub(crate) struct Call {
    grader: &'static Grader,
    number: u64,
}

impl Grader {
    /// The grader, for the first who asks; `None` for everybody else, and where there is none.
    pub(crate) fn take() -> Option<Grader> {
        let line = Arc::new(Line::take()?);
        Some(Grader { line, calls: Mutex::default(), listeners: Mutex::default() })
    }

    /// Begins a call. `foreseen` is how it will be if the grader leaves it to the exercise.
    pub(crate) fn begin(&'static self, question: &str, foreseen: &str) -> Call {
        let mut calls = lock(&self.calls);
        calls.begun += 1;
        let number = calls.begun;
        calls.open.insert(number, State::Waits(None));
        drop(calls);
        // A name with a line break or a tab in it would be another question.
        let question: String = question.chars().filter(|char| !char.is_control()).collect();
        self.say(&format!("{number} {question}\t{foreseen}\n"));
        Call { grader: self, number }
    }

    /// A grader that has gone away needs to know nothing.
    fn say(&self, line: &str) {
        let _ = self.line.say(line.as_bytes());
    }

    /// Reads all that is there, and wakes those whose calls are over.
    fn hear(&self) {
        let mut calls = lock(&self.calls);
        let mut piece = [0; 4096];
        while let Ok(count @ 1..) = self.line.hear(&mut piece) {
            calls.heard.extend_from_slice(&piece[..count]);
        }
        let complete = calls.heard.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let heard: Vec<u8> = calls.heard.drain(..complete).collect();
        let mut wakers = Vec::new();
        for line in String::from_utf8_lossy(&heard).lines() {
            let (number, says) = line.split_once(' ').unwrap_or((line, ""));
            let open = number.parse().ok().and_then(|number: u64| calls.open.get_mut(&number));
            // A call that was given up meanwhile needs no answer.
            let Some(state) = open else { continue };
            if let State::Waits(Some(waker)) =
                std::mem::replace(state, State::Answered(says.to_owned()))
            {
                wakers.push(waker);
            }
        }
        drop(calls);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Sees to it that the runtime of the calling task has a task that hears the grader.
    fn listen(&'static self) {
        let mut listeners = lock(&self.listeners);
        let Entry::Vacant(place) = listeners.entry(Handle::current().id()) else { return };
        #[allow(deprecated, reason = "the other way is `unsafe`; a line keeps its descriptor")]
        let line = AsyncFd::with_interest(Arc::clone(&self.line), Interest::READABLE);
        // A runtime that is about to end wakes nobody any more.
        let Ok(line) = line else { return };
        let listener = Arc::clone(place.insert(Arc::new(Listener { grader: self, line })));
        drop(listeners);
        listener.listen();
    }
}

impl Call {
    /// What came of it, if it is over; otherwise `waker` is woken when it is.
    fn answer(&self, waker: &Waker) -> Option<String> {
        match lock(&self.grader.calls).open.get_mut(&self.number)? {
            State::Answered(says) => Some(std::mem::take(says)),
            State::Waits(waits) => {
                *waits = Some(waker.clone());
                None
            }
        }
    }

    /// Holds the thread until it is over; what came of it.
    pub(crate) fn hold(self) -> String {
        let (bell, rung) = UnixStream::pair().expect("there are descriptors left for a call");
        let waker = Waker::from(Arc::new(Bell(bell)));
        loop {
            if let Some(says) = self.answer(&waker) {
                return says;
            }
            self.grader.line.wait(&rung);
            self.grader.hear();
        }
    }
}

impl Future for Call {
    type Output = String;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<String> {
        if let Some(says) = self.answer(context.waker()) {
            return Poll::Ready(says);
        }
        self.grader.listen();
        Poll::Pending
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let open = lock(&self.grader.calls).open.remove(&self.number);
        if let Some(State::Waits(_)) = open {
            self.grader.say(&format!("{} given up\n", self.number));
        }
    }
}

/// Woken by a runtime when the grader has said something, on behalf of all who wait for it there.
struct Listener {
    grader: &'static Grader,
    line: AsyncFd<Arc<Line>>,
}

impl Listener {
    fn listen(self: &Arc<Listener>) {
        let waker = Waker::from(Arc::clone(self));
        let mut context = Context::from_waker(&waker);
        while let Poll::Ready(Ok(mut ready)) = self.line.poll_read_ready(&mut context) {
            self.grader.hear();
            ready.clear_ready();
        }
    }
}

impl Wake for Listener {
    fn wake(self: Arc<Listener>) {
        self.listen();
    }
}

/// Wakes a thread that is held: another one has heard its answer.
struct Bell(UnixStream);

impl Wake for Bell {
    fn wake(self: Arc<Bell>) {
        // Nobody waits any more where nobody listens.
        let _ = (&self.0).write_all(b".");
    }
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
