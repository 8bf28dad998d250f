//! The one lock around the clock's state. It waits on the kernel directly, since the standard
//! library's mutex would call back into the very functions that this library takes over.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::raw;

const FREE: u32 = 0;
const HELD: u32 = 1;
const CONTENDED: u32 = 2;

/// A mutual exclusion that is never poisoned.
pub(crate) struct Lock<T> {
    state: AtomicU32,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached only through a guard, and there is one guard at a time.
unsafe impl<T: Send> Sync for Lock<T> {}

/// Access to the value while it lives.
pub(crate) struct Guard<'a, T>(&'a Lock<T>);

impl<T> Lock<T> {
    pub(crate) const fn new(value: T) -> Lock<T> {
        Lock { state: AtomicU32::new(FREE), value: UnsafeCell::new(value) }
    }

    pub(crate) fn lock(&self) -> Guard<'_, T> {
        if self.try_take().is_err() {
            while self.state.swap(CONTENDED, Ordering::Acquire) != FREE {
                raw::futex_wait(&self.state, CONTENDED, None);
            }
        }
        Guard(self)
    }

    /// The guard, unless it is taken.
    pub(crate) fn try_lock(&self) -> Option<Guard<'_, T>> {
        self.try_take().ok().map(|_| Guard(self))
    }

    fn try_take(&self) -> Result<u32, u32> {
        self.state.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed)
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        if self.0.state.swap(FREE, Ordering::Release) == CONTENDED {
            raw::futex_wake(&self.0.state);
        }
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: this guard is the only one.
        unsafe { &*self.0.value.get() }
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this guard is the only one.
        unsafe { &mut *self.0.value.get() }
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn no_increment_is_lost_among_threads() {
        let count = Lock::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..10_000).for_each(|_| *count.lock() += 1));
            }
        });
        assert_eq!(*count.lock(), 40_000);
    }

    #[test]
    fn a_held_lock_cannot_be_taken() {
        let lock = Lock::new(());
        let guard = lock.lock();
        assert!(lock.try_lock().is_none());
        drop(guard);
        assert!(lock.try_lock().is_some());
    }
}
