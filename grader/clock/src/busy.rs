//! When looking becomes busy waiting: how often a program looked at a clock, yielded or polled
//! since time last moved.

use std::sync::atomic::{AtomicU64, Ordering};

/// How often the program may look before time moves: what an honest program with ten thousand
/// tasks due at one instant does, several times over.
const MOST_LOOKS: u64 = 300_000;
/// Looking without waiting lets somebody else run this often, so that what is looked for can
/// happen.
const LOOKS_PER_TURN: u64 = 4096;
/// A yield or an empty poll weighs as much as this many looks at the clock.
const WEIGHT_OF_A_POLL: u64 = 8;

static CLOCK_READS: AtomicU64 = AtomicU64::new(0);
static LOOKS: AtomicU64 = AtomicU64::new(0);

/// What is to be done about a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Nothing.
    Fine,
    /// Others have not had a turn for long.
    LetOthersRun,
    /// This is busy waiting.
    Busy,
}

/// The program read a clock.
pub(crate) fn read_clock() -> Look {
    CLOCK_READS.fetch_add(1, Ordering::Relaxed);
    weigh(1)
}

/// The program yielded, or polled and found nothing.
pub(crate) fn poll() -> Look {
    weigh(WEIGHT_OF_A_POLL)
}

/// Time has moved, so looking was not in vain.
pub(crate) fn time_moved() {
    LOOKS.store(0, Ordering::Relaxed);
}

/// Clock reads of the whole run.
pub(crate) fn clock_reads() -> u64 {
    CLOCK_READS.load(Ordering::Relaxed)
}

fn weigh(weight: u64) -> Look {
    let before = LOOKS.fetch_add(weight, Ordering::Relaxed);
    let after = before + weight;
    if after >= MOST_LOOKS {
        Look::Busy
    } else if before / LOOKS_PER_TURN != after / LOOKS_PER_TURN {
        Look::LetOthersRun
    } else {
        Look::Fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_becomes_busy_waiting_only_while_time_stands_still() {
        for _ in 0..3 {
            let looks: Vec<Look> = (1..MOST_LOOKS).map(|_| read_clock()).collect();
            assert!(!looks.contains(&Look::Busy));
            let turns = looks.iter().filter(|look| **look == Look::LetOthersRun).count();
            assert_eq!(turns as u64, (MOST_LOOKS - 1) / LOOKS_PER_TURN);
            time_moved();
        }
        let polls = (1..).find(|_| poll() == Look::Busy);
        assert_eq!(polls, Some(MOST_LOOKS / WEIGHT_OF_A_POLL));
    }
}
