//! # An executor asks around
//!
//! From {end} on you poll tasks that have nothing to say, over and over: nobody wakes them, and your
//! loop does not wait for that. Poll a task when it was woken. When none was, sleep until the
//! earliest timer.
//!
//! - source not: `thread::sleep(`

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

type Task = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    static NEW: RefCell<Vec<Task>> = RefCell::default();
}

pub fn spawn(task: impl Future<Output = ()> + 'static) {
    NEW.with_borrow_mut(|new| new.push(Box::pin(task)));
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
        if Instant::now() >= self.until { Poll::Ready(()) } else { Poll::Pending }
    }
}

pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    spawn(main);
    let mut tasks: Vec<Task> = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    loop {
        tasks.extend(NEW.take());
        tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
        if tasks.is_empty() && NEW.with_borrow(Vec::is_empty) {
            return 0;
        }
        thread::yield_now();
    }
}
