//! What a wait costs that is too short to be one.
//!
//! On a real machine no wait is over before time has moved: the shortest takes about 50 µs. Here
//! waiting is exact, so a wait of no length would be over at the instant at which it began, and a
//! loop that waits until a deadline has *passed* would never get past it. So a wait of no length
//! takes a nanosecond. A program that waits in such pieces on end is a loop that polls; after the
//! first thousand its waits take what they take on a real machine, and it gets on.

use std::sync::atomic::{AtomicU64, Ordering};

/// The shortest wait of a real machine, in nanoseconds: what Linux adds to every timer.
pub(crate) const SHORTEST_NS: u64 = 50_000;
/// Waits on end that may be shorter.
const EXACT_IN_A_ROW: u64 = 1000;

static IN_A_ROW: AtomicU64 = AtomicU64::new(0);

/// How long a wait of so many nanoseconds takes.
pub(crate) fn cost(nanoseconds: u64) -> u64 {
    if nanoseconds > SHORTEST_NS {
        return nanoseconds;
    }
    match IN_A_ROW.fetch_add(1, Ordering::Relaxed) {
        ..EXACT_IN_A_ROW => nanoseconds.max(1),
        _ => SHORTEST_NS,
    }
}

/// Time has moved by so many nanoseconds.
pub(crate) fn time_moved(by: u64) {
    if by > SHORTEST_NS {
        IN_A_ROW.store(0, Ordering::Relaxed);
    }
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
            time_moved(SHORTEST_NS);
            assert_eq!(cost(0), SHORTEST_NS, "a short wait changes nothing");
            time_moved(SHORTEST_NS + 1);
        }
    }
}
