//! When looking becomes busy waiting: how often a program looked at a clock, yielded or polled
//! since time last moved or anything else happened.
//!
//! Two things are counted. A loop that does nothing but read a clock is known soon. A runtime
//! reads it, too, and looks at its files between tasks, however much they have to do: so reads
//! count only until the next poll, and polls for themselves.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::short;

/// How often the program may read a clock without doing anything else: what an honest program with
/// ten thousand tasks due at one instant does, several times over.
const MOST_READS: u64 = 300_000;
/// After so many reads a little time goes by at each turn, as it would on a real machine: a
/// program that only waits until its deadline is past gets past it.
const READS_WITHOUT_TIME: u64 = MOST_READS / 3;
/// Looking without waiting lets another thread run this often, so that what is looked for can
/// happen.
const READS_PER_TURN: u64 = 4096;
/// The longest that goes by at a turn, in nanoseconds, is this power of two: less than what counts
/// as time that has moved. All together it is a little more than a millisecond.
const LONGEST_STEP: u64 = 15;

/// How much polling there may be while nothing happens.
const MOST_POLLS: u64 = 3_000_000;
const POLLS_PER_TURN: u64 = 40_960;
/// A poll that found something: a runtime that was woken, by itself perhaps.
const FOUND: u64 = 1;
/// One that found nothing. A runtime makes it between sixty tasks and the next.
const FOUND_NOTHING: u64 = 10;
/// A thread that yields has nothing to do.
const YIELDED: u64 = 80;

static CLOCK_READS: AtomicU64 = AtomicU64::new(0);
static READS_IN_A_ROW: AtomicU64 = AtomicU64::new(0);
static POLLS: AtomicU64 = AtomicU64::new(0);
/// Virtual time since which nothing has happened.
static SINCE: AtomicU64 = AtomicU64::new(0);
/// How often anything happened, or time moved.
static PROGRESS: AtomicU64 = AtomicU64::new(0);
/// Tasks that had been spawned when it was last asked.
static TASKS: AtomicU64 = AtomicU64::new(0);

/// What is to be done about a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Nothing.
    Fine,
    /// Others have not had a turn for long.
    LetOthersRun,
    /// So many nanoseconds go by, unless there are new tasks.
    LetTimePass(u64),
    /// This is busy waiting, unless there are new tasks.
    Busy,
}

/// The program read a clock.
pub(crate) fn read_clock() -> Look {
    CLOCK_READS.fetch_add(1, Ordering::Relaxed);
    let reads = READS_IN_A_ROW.fetch_add(1, Ordering::Relaxed) + 1;
    if reads >= MOST_READS {
        Look::Busy
    } else if !reads.is_multiple_of(READS_PER_TURN) {
        Look::Fine
    } else if reads < READS_WITHOUT_TIME {
        Look::LetOthersRun
    } else {
        let step = (reads - READS_WITHOUT_TIME) / READS_PER_TURN;
        Look::LetTimePass(1 << step.min(LONGEST_STEP))
    }
}

/// The program polled files without waiting, and may have found something.
pub(crate) fn polled(found: bool) -> Look {
    count_poll(if found { FOUND } else { FOUND_NOTHING })
}

/// The program yielded.
pub(crate) fn yielded() -> Look {
    count_poll(YIELDED)
}

fn count_poll(weight: u64) -> Look {
    READS_IN_A_ROW.store(0, Ordering::Relaxed);
    let before = POLLS.fetch_add(weight, Ordering::Relaxed);
    let after = before + weight;
    if after >= MOST_POLLS {
        Look::Busy
    } else if before / POLLS_PER_TURN != after / POLLS_PER_TURN {
        Look::LetOthersRun
    } else {
        Look::Fine
    }
}

/// Time has moved to this, by so much. Only what a real machine would notice shows that looking
/// was not in vain.
pub(crate) fn time_moved(to: u64, by: u64) {
    if by >= short::SHORTEST_NS {
        start_again(to);
    }
}

/// At this time something happened that another thread, or the world outside, could have waited
/// for: a message, a line, the end of a thread.
pub(crate) fn happened(now: u64) {
    start_again(now);
}

/// Whether so many tasks are more than there were before: then this is work, and looks are counted
/// from here.
pub(crate) fn has_new_tasks(now: u64, tasks: u64) -> bool {
    let has_new = TASKS.swap(tasks, Ordering::Relaxed) != tasks;
    if has_new {
        start_again(now);
    }
    has_new
}

/// Since when the program has been looking.
pub(crate) fn since() -> u64 {
    SINCE.load(Ordering::Relaxed)
}

/// Changes whenever time moves or anything happens.
pub(crate) fn progress() -> u64 {
    PROGRESS.load(Ordering::Relaxed)
}

/// Clock reads of the whole run.
pub(crate) fn clock_reads() -> u64 {
    CLOCK_READS.load(Ordering::Relaxed)
}

fn start_again(now: u64) {
    PROGRESS.fetch_add(1, Ordering::Relaxed);
    READS_IN_A_ROW.store(0, Ordering::Relaxed);
    POLLS.store(0, Ordering::Relaxed);
    SINCE.store(now, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_becomes_busy_waiting_only_while_nothing_happens() {
        for round in 0..3 {
            let looks: Vec<Look> = (1..MOST_READS).map(|_| read_clock()).collect();
            assert!(!looks.contains(&Look::Busy));
            let turns = looks.iter().filter(|look| **look != Look::Fine).count();
            assert_eq!(turns as u64, (MOST_READS - 1) / READS_PER_TURN);
            let steps = looks.iter().map(|look| match look {
                Look::LetTimePass(by) => *by,
                _ => 0,
            });
            let passed: u64 = steps.sum();
            assert!((1_000_000..1_500_000).contains(&passed), "{passed} ns pass");
            time_moved(round, short::SHORTEST_NS - 1);
            assert_eq!(since(), round.saturating_sub(1), "too little");
            match round {
                0 => time_moved(0, short::SHORTEST_NS),
                1 => happened(1),
                _ => assert!(has_new_tasks(2, 7)),
            }
        }
        assert!(!has_new_tasks(9, 7));
        assert_eq!(since(), 2);

        let yields = (1..).find(|_| yielded() == Look::Busy);
        assert_eq!(yields, Some(MOST_POLLS / YIELDED));
        happened(3);
        let polls = (1..MOST_POLLS / FOUND_NOTHING)
            .flat_map(|_| (0..60).map(|_| read_clock()).chain([polled(false)]));
        assert_eq!(polls.filter(|look| *look == Look::Busy).count(), 0, "polls go between reads");
        assert_eq!(polled(false), Look::Busy);
    }
}
