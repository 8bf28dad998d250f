//! # A nap of one is a nap of all
//!
//! One nap stopped your whole runtime: "{line}" came at {at}. `poll` has to give the thread back at
//! once. Sleep only in `run`, when no task is ready, and only until the earliest timer.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

type Task = Pin<Box<dyn Future<Output = ()>>>;
type Ready = Arc<Mutex<VecDeque<u64>>>;

/// What belongs to the executor of a thread.
#[derive(Default)]
struct Executor {
    tasks: HashMap<u64, Task>,
    /// Tasks that are to be polled, in the order in which they were woken.
    ready: Ready,
    /// Numbers that were given to tasks.
    numbers: u64,
}

thread_local! {
    static EXECUTOR: RefCell<Executor> = RefCell::default();
}

/// No task runs while this is borrowed, so that a task can spawn and sleep.
fn with<T>(what: impl FnOnce(&mut Executor) -> T) -> T {
    EXECUTOR.with_borrow_mut(what)
}

impl Executor {
    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }
}

/// Wakes a task: it is to be polled.
struct Bell {
    task: u64,
    ready: Ready,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.ready.lock().expect("nobody panics with it").push_back(self.task);
    }
}

pub fn spawn(task: impl Future<Output = ()> + 'static) {
    with(|executor| {
        let number = executor.number();
        executor.tasks.insert(number, Box::pin(task));
        executor.ready.lock().expect("nobody panics with it").push_back(number);
    });
}

pub fn sleep(length: Duration) -> Sleep {
    Sleep { until: Instant::now() + length }
}

pub struct Sleep {
    until: Instant,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<()> {
        thread::sleep(self.until.saturating_duration_since(Instant::now()));
        Poll::Ready(())
    }
}

pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    spawn(main);
    poll_what_is_ready();
    with(|executor| executor.tasks.len())
}

fn poll_what_is_ready() {
    while let Some((number, ready)) = with(|executor| {
        let next = executor.ready.lock().expect("nobody panics with it").pop_front();
        next.map(|number| (number, Arc::clone(&executor.ready)))
    }) {
        // One that is done is not there any more, however late it is woken.
        let Some(mut task) = with(|executor| executor.tasks.remove(&number)) else { continue };
        let waker = Waker::from(Arc::new(Bell { task: number, ready }));
        if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            with(|executor| executor.tasks.insert(number, task));
        }
    }
}
