//! Time: tokio's own, but that a timer of no length is pending at the first look, as it is on a
//! real machine.
//!
//! tokio counts whole milliseconds. A real clock is never exactly on one, so a timer that is due
//! now is due at the next, and until then other tasks run, and threads wait. Under the clock, where
//! computing takes no time, *now* is exactly on a millisecond, and tokio alone would have such a
//! timer ready at once. So here it is one of the next millisecond, too; but when nothing else is
//! left to do, the clock lets the thread that watches the timers end it early, at no cost in
//! time ([`no_length`]). All else is tokio's.

mod interval;
pub(crate) mod no_length;
mod sleep;
mod timeout;

pub use ::tokio::time::*;
pub use interval::{Interval, interval, interval_at};
pub use sleep::{Sleep, sleep, sleep_until};
pub use timeout::{Timeout, timeout, timeout_at};
