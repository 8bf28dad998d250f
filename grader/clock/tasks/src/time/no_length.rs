//! The timers of no length that are pending, each in its runtime, and their end.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use ::tokio::runtime::Handle;

use crate::number;

/// Whether there is a clock, and a runtime that waits where the clock can end its wait.
static IS_GOVERNED: AtomicBool = AtomicBool::new(false);

/// By the number of the runtime and the timer's own, so that the oldest is woken first.
static PENDING: Mutex<BTreeMap<(u64, u64), Waker>> = Mutex::new(BTreeMap::new());

/// A runtime is made that waits for files. One without them waits on a lock, and takes up its wait
/// again until its time has come.
pub(crate) extern "C" fn govern() {
    IS_GOVERNED.store(true, Ordering::Relaxed);
}

pub(crate) fn is_governed() -> bool {
    IS_GOVERNED.load(Ordering::Relaxed)
}

fn pending() -> MutexGuard<'static, BTreeMap<(u64, u64), Waker>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One pending timer.
#[derive(Debug)]
pub(crate) struct NoLength {
    key: (u64, u64),
    is_waiting: bool,
}

impl NoLength {
    pub(crate) fn new(runtime: &Handle) -> NoLength {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let key = (number(runtime.id()), MADE.fetch_add(1, Ordering::Relaxed));
        NoLength { key, is_waiting: false }
    }

    /// Ready once the clock has ended it.
    pub(crate) fn poll(&mut self, context: &Context<'_>) -> Poll<()> {
        let mut pending = pending();
        if self.is_waiting && !pending.contains_key(&self.key) {
            return Poll::Ready(());
        }
        self.is_waiting = true;
        let before = pending.insert(self.key, context.waker().clone());
        // What a waker drops with it may hold such a timer, too.
        drop(pending);
        drop(before);
        Poll::Pending
    }
}

impl Drop for NoLength {
    fn drop(&mut self) {
        let mut pending = pending();
        let waker = pending.remove(&self.key);
        drop(pending);
        drop(waker);
    }
}

fn runtime_here() -> Option<u64> {
    Handle::try_current().ok().map(|handle| number(handle.id()))
}

/// Whether timers of no length are pending in the runtime of the calling thread, which is about to
/// wait until it is time for one.
pub(crate) extern "C" fn is_any_due() -> bool {
    if pending().is_empty() {
        return false;
    }
    let Some(runtime) = runtime_here() else { return false };
    pending().range((runtime, 0)..=(runtime, u64::MAX)).next().is_some()
}

/// Ends those timers, on the thread that would have found their time come.
pub(crate) extern "C" fn end_all_due() {
    let Some(runtime) = runtime_here() else { return };
    let due: Vec<Waker> = {
        let mut pending = pending();
        let mut due = pending.split_off(&(runtime, 0));
        pending.append(&mut due.split_off(&(runtime + 1, 0)));
        due.into_values().collect()
    };
    due.into_iter().for_each(Waker::wake);
}
