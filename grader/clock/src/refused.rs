//! What a submission may not do, and did not get: said to the grader with the place, since the
//! error alone names no cause.

use trace::{Record, Refusal};

use crate::{raw, stack, turn, world};

/// The calling thread asked for this in vain. Where anything may be started and spoken to, only the
/// number of threads is bounded.
pub(crate) fn say(what: Refusal) {
    let is_submission = world::settings().is_some_and(|settings| settings.confined);
    if (is_submission || what == Refusal::Thread)
        && let Some(thread) = turn::me()
        && let Some(world) = world::lock()
    {
        let stack = stack::take();
        world.record(&Record::Refused { at: world::now(), thread, what, stack });
    }
}

/// Refuses a network socket to a submission that has no network, however it is confined.
pub(crate) fn network() -> Option<isize> {
    let settings = world::settings()?;
    if !settings.confined || settings.network || turn::me().is_none() {
        return None;
    }
    say(Refusal::Network);
    Some(raw::fail(libc::EPERM))
}
