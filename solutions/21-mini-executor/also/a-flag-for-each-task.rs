//! No queue: each task has a flag that its waker sets, and the loop goes over those that are set.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Task {
    future: Pin<Box<dyn Future<Output = ()>>>,
    flag: Arc<Flag>,
}

thread_local! {
    static NEW: RefCell<Vec<Task>> = RefCell::default();
    static TIMERS: RefCell<Vec<(Instant, Waker)>> = RefCell::default();
}

pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let flag = Arc::new(Flag(AtomicBool::new(true)));
    NEW.with_borrow_mut(|new| new.push(Task { future: Box::pin(task), flag }));
}

pub fn sleep(length: Duration) -> Sleep {
    Sleep { until: Instant::now() + length }
}

pub struct Sleep {
    until: Instant,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.until {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        TIMERS.with_borrow_mut(|timers| timers.push((self.until, waker)));
        Poll::Pending
    }
}

pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    spawn(main);
    let mut tasks: Vec<Task> = Vec::new();
    loop {
        tasks.extend(NEW.take());
        let mut was_any_woken = false;
        tasks.retain_mut(|Task { future, flag }| {
            if !flag.0.swap(false, Ordering::Relaxed) {
                return true;
            }
            was_any_woken = true;
            let waker = Waker::from(Arc::clone(flag));
            future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending()
        });
        if was_any_woken || NEW.with_borrow(|new| !new.is_empty()) {
            continue;
        }
        let earliest = TIMERS.with_borrow(|timers| timers.iter().map(|it| it.0).min());
        let Some(until) = earliest.filter(|_| !tasks.is_empty()) else { return tasks.len() };
        thread::sleep(until.saturating_duration_since(Instant::now()));
        let is_due = |timer: &mut (Instant, Waker)| timer.0 <= Instant::now();
        let due: Vec<_> = TIMERS.with_borrow_mut(|timers| timers.extract_if(.., is_due).collect());
        due.into_iter().for_each(|(_, waker)| waker.wake());
    }
}
