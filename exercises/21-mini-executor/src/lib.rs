//! A runtime of your own: tasks, timers, and a loop that sleeps when there is nothing to do.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// Hands a task to the executor that is running on this thread. It is polled soon, not here.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let _task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    todo!("keep the task, and remember that it is to be polled")
}

/// Waits for `length`, counted from this call on, without holding the thread.
pub fn sleep(length: Duration) -> Sleep {
    Sleep { until: Instant::now() + length }
}

/// What `sleep` gives back.
pub struct Sleep {
    until: Instant,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        todo!("until {:?}: leave {:?} with the timers", self.until, context.waker())
    }
}

/// Runs `main` and all tasks that it spawns, on this thread, until all of them are done. Where some
/// are left that nothing can wake any more, it gives up: so many are stuck. 0 when all are done.
pub fn run(main: impl Future<Output = ()> + 'static) -> usize {
    spawn(main);
    todo!("poll what is ready; when nothing is, sleep until the earliest timer")
}
