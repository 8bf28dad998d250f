//! Time: tokio's own, and timers of no length of which the clock hears.
//!
//! On a real machine such a timer takes up to a millisecond; under the clock it is ready at once. A
//! program that loops over such timers, until another task has done something, would loop for ever.
//! So once there are too many on end, the clock has them take a millisecond here, too.

use std::future::IntoFuture;
use std::sync::OnceLock;

pub use ::tokio::time::*;

/// The clock's answer to a timer of no length: whether it is to have one.
pub(crate) static ASK: OnceLock<extern "C" fn() -> bool> = OnceLock::new();

/// Less than tokio counts: it rounds up to the next millisecond.
const SHORTEST: Duration = Duration::from_nanos(1);

fn is_to_have_length() -> bool {
    ASK.get().is_some_and(|ask| ask())
}

fn length(duration: Duration) -> Duration {
    if duration.is_zero() && is_to_have_length() { SHORTEST } else { duration }
}

fn later(deadline: Instant) -> Instant {
    let now = Instant::now();
    if deadline <= now && is_to_have_length() { now + SHORTEST } else { deadline }
}

/// Waits until `duration` has elapsed, as tokio's function of this name does.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    ::tokio::time::sleep(length(duration))
}

/// Waits until `deadline` is reached, as tokio's function of this name does.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    ::tokio::time::sleep_until(later(deadline))
}

/// Requires a `Future` to complete before `duration` has elapsed, as tokio's function of this name
/// does.
#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    ::tokio::time::timeout(length(duration), future)
}

/// Requires a `Future` to complete before `deadline`, as tokio's function of this name does.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    ::tokio::time::timeout_at(later(deadline), future)
}
