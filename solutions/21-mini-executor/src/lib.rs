//! A runtime of your own: tasks, timers, and a loop that sleeps when there is nothing to do.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
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
    timers: BTreeMap<(Instant, u64), Waker>,
    /// Numbers that were given to tasks and sleeps.
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

/// Hands a task to the executor that is running on this thread. It is polled soon, not here.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    with(|executor| {
        let number = executor.number();
        executor.tasks.insert(number, Box::pin(task));
        executor.ready.lock().expect("nobody panics with it").push_back(number);
    });
}

/// Waits for `length`, counted from this call on, without holding the thread.
pub fn sleep(length: Duration) -> Sleep {
    Sleep { until: Instant::now() + length, number: with(Executor::number) }
}

/// What `sleep` gives back.
pub struct Sleep {
    until: Instant,
    number: u64,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.until {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        with(|executor| executor.timers.insert((self.until, self.number), waker));
        Poll::Pending
    }
}

/// Runs `main` and all tasks that it spawns, on this thread, until all of them are done. Where some
/// are left that nothing can wake any more, it gives up: so many are stuck. 0 when all are done.
pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    spawn(main);
    loop {
        poll_what_is_ready();
        let (left, earliest) =
            with(|executor| (executor.tasks.len(), executor.timers.keys().next().copied()));
        match earliest {
            Some((until, _)) if left > 0 => {
                thread::sleep(time_until(until));
                wake_what_is_due();
            }
            _ => return left,
        }
    }
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

fn wake_what_is_due() {
    let now = Instant::now();
    let due = with(|executor| {
        let later = executor.timers.split_off(&(now, u64::MAX));
        std::mem::replace(&mut executor.timers, later)
    });
    due.into_values().for_each(Waker::wake);
}

fn time_until(moment: Instant) -> Duration {
    moment.saturating_duration_since(Instant::now())
}
