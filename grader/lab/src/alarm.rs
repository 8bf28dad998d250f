//! An alarm clock: what a future of one's own arranges to be woken by.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::Instant;

use crate::calls;

/// Where an alarm looks for whom to wake: the waker that was put there last.
pub type WakerSlot = Arc<Mutex<Option<Waker>>>;

static SET: AtomicU64 = AtomicU64::new(0);

/// Sets an alarm. It rings once, at `at`, or at once where that is past: it takes the waker that
/// lies in `slot` by then, and wakes it.
pub fn alarm(at: Instant, slot: &WakerSlot) {
    SET.fetch_add(1, Ordering::Relaxed);
    let slot = Arc::clone(slot);
    thread::spawn(move || {
        calls::hold_for("alarm", at.saturating_duration_since(Instant::now()));
        let waker = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    });
}

/// How many alarms were set by now.
pub fn alarms() -> u64 {
    SET.load(Ordering::Relaxed)
}
