//! Waits in blocking calls while time passed: which thread could do nothing else, since when, for
//! how long, and where.
//!
//! Most waits end at the instant at which they began and cost nothing here. A stack is taken after
//! the wait, when the thread is still where it waited, and only if nothing like it is known.

use trace::{Record, ThreadId, WaitsFor};

use crate::{short, stack, tasks, world};

/// A blocking wait of the calling thread, which has its turn again, is over.
pub(crate) fn over(me: ThreadId, what: WaitsFor, from: u64) {
    let for_ns = world::now() - from;
    // What no machine could tell from a look at the clock holds nobody up.
    if for_ns < short::SHORTEST_NS {
        return;
    }
    let task = tasks::current();
    let Some(mut world) = world::lock() else { return };
    let depth = std::ptr::from_ref(&for_ns).addr();
    let stack = if world.recorded.is_news(me, depth, for_ns) { stack::take() } else { Vec::new() };
    let depth = depth as u64;
    world.record(&Record::Held { at: from, thread: me, for_ns, what, task, depth, stack });
}
