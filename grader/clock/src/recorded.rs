//! Which waits are worth a stack: pure, tested without a process.

use std::collections::BTreeSet;

use trace::ThreadId;

/// Stacks are taken of this many waits, whatever is known: enough to name every place of a program
/// that a person wrote, without slowing down one that waits a hundred thousand times.
const MOST_STACKS: usize = 200;

/// Which waits were recorded with their stack.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    stacks: usize,
    /// Nanoseconds of the longest.
    longest: u64,
    /// Where in its stack a thread waited. The same thread at the same depth has come by the same
    /// calls, but for the line in the innermost of the student's own.
    known: BTreeSet<(ThreadId, usize)>,
}

impl Recorded {
    /// Whether this wait tells something new: it is among the first, longer than all before, or
    /// at a depth where the thread was never seen to wait.
    pub(crate) fn is_news(&mut self, thread: ThreadId, depth: usize, for_ns: u64) -> bool {
        let unknown = self.known.insert((thread, depth));
        let news = unknown || self.stacks < MOST_STACKS || for_ns > self.longest;
        self.stacks += usize::from(news);
        self.longest = self.longest.max(for_ns);
        news
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_STACKS, Recorded};

    #[test]
    fn a_stack_is_taken_of_the_first_the_longest_and_the_unknown() {
        let mut recorded = Recorded::default();
        for _ in 0..MOST_STACKS {
            assert!(recorded.is_news(1, 10, 500));
        }
        assert!(!recorded.is_news(1, 10, 500), "the same once more");
        assert!(recorded.is_news(1, 10, 501), "a longer one");
        assert!(recorded.is_news(1, 11, 1), "another way");
        assert!(recorded.is_news(2, 10, 1), "another thread");
        assert!(!recorded.is_news(2, 10, 1), "known by now");
    }
}
