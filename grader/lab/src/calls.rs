//! Counts what is going on in the lab: calls at the same time, and calls that were given up.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::world;

static AT_ONCE: AtomicUsize = AtomicUsize::new(0);
static GIVEN_UP: AtomicUsize = AtomicUsize::new(0);

/// A call from its begin to its end. Dropped before it is done, it counts as given up.
pub(crate) struct Call {
    is_done: bool,
}

impl Call {
    pub(crate) fn begin() -> Call {
        let at_once = AT_ONCE.fetch_add(1, Ordering::Relaxed) + 1;
        world::note("calls at once", at_once);
        Call { is_done: false }
    }

    pub(crate) fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        AT_ONCE.fetch_sub(1, Ordering::Relaxed);
        if !self.is_done {
            let given_up = GIVEN_UP.fetch_add(1, Ordering::Relaxed) + 1;
            world::note("calls given up", given_up);
        }
    }
}
