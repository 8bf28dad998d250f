//! What a wait costs that is too short to be one.
//!
//! On a real machine no wait is over before time has moved: the shortest takes about 50 µs, and one
//! of tokio's timers the rest of a millisecond. Here waiting is exact, so a wait of no length would
//! be over at the instant at which it began, and a loop that waits until a deadline has *passed*
//! would never get past it. So a wait of no length takes a nanosecond (one of tokio's timers need not:
//! others run before it is over). A program that waits in such
//! pieces on end is a loop that polls; after the first thousand its waits take what they take on a
//! real machine, and it gets on.

use std::sync::atomic::{AtomicU64, Ordering};

/// The shortest wait of a real machine, in nanoseconds: what Linux adds to every timer.
pub(crate) const SHORTEST_NS: u64 = 50_000;
/// What tokio counts time in.
const TICK_NS: u64 = 1_000_000;
/// Waits on end that may be shorter.
const EXACT_IN_A_ROW: u64 = 1000;

/// Waits on end that were shorter than they are on a real machine.
struct Row {
    shortest: u64,
    waits: AtomicU64,
}

static CALLS: Row = Row { shortest: SHORTEST_NS, waits: AtomicU64::new(0) };
static TIMERS: Row = Row { shortest: TICK_NS, waits: AtomicU64::new(0) };

impl Row {
    fn is_full(&self) -> bool {
        self.waits.load(Ordering::Relaxed) >= EXACT_IN_A_ROW
    }

    /// One more wait.
    fn add(&self) {
        self.waits.fetch_add(1, Ordering::Relaxed);
    }

    fn time_moved(&self, by: u64) {
        if by > self.shortest {
            self.waits.store(0, Ordering::Relaxed);
        }
    }
}

/// How long a wait of so many nanoseconds takes.
pub(crate) fn cost(nanoseconds: u64) -> u64 {
    if nanoseconds > SHORTEST_NS {
        return nanoseconds;
    }
    if CALLS.is_full() {
        return SHORTEST_NS;
    }
    CALLS.add();
    nanoseconds.max(1)
}

/// Whether tokio's timers of no length may be over without time having moved.
pub(crate) fn timer_may_be_exact() -> bool {
    !TIMERS.is_full()
}

/// One of them was, or several at once.
pub(crate) fn timer_was_exact() {
    TIMERS.add();
}

/// Time has moved by so many nanoseconds.
pub(crate) fn time_moved(by: u64) {
    CALLS.time_moved(by);
    TIMERS.time_moved(by);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_waits_are_exact_until_they_are_all_that_happens() {
        for _ in 0..2 {
            assert_eq!(cost(0), 1, "no length");
            assert_eq!(cost(7), 7, "short");
            let rest: Vec<u64> = (2..EXACT_IN_A_ROW).map(|_| cost(1000)).collect();
            assert!(rest.iter().all(|&cost| cost == 1000));
            for length in [0, 1000, SHORTEST_NS] {
                assert_eq!(cost(length), SHORTEST_NS, "one too many");
            }
            assert_eq!(cost(SHORTEST_NS + 1), SHORTEST_NS + 1, "a real wait");
            for _ in 0..EXACT_IN_A_ROW {
                assert!(timer_may_be_exact());
                timer_was_exact();
            }
            assert!(!timer_may_be_exact());
            time_moved(SHORTEST_NS);
            assert_eq!(cost(0), SHORTEST_NS, "a short wait changes nothing");
            time_moved(SHORTEST_NS + 1);
            assert!(!timer_may_be_exact(), "nor does a tick");
            time_moved(TICK_NS + 1);
        }
    }
}
