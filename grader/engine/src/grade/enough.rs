//! When more runs would say no more: a program that never ends makes every run wait, and two of
//! them have said it.

use judge::report::WhyNotMade;
use model::verdict::Verdict;

/// So many runs that end alike, badly and after a long time, are enough.
pub(super) const ENOUGH: usize = 2;

/// How the runs of a submission have ended, as far as it is a reason to make no more.
#[derive(Debug, Default)]
pub(super) struct Tally(Vec<Verdict>);

impl Tally {
    /// Counts one, in the order of the checks, so that where it ends is the same on every machine.
    pub(super) fn count(&mut self, verdict: Verdict) {
        let takes_long =
            matches!(verdict, Verdict::Stuck | Verdict::BusyWaiting | Verdict::ExceededLimit(_));
        self.0.extend(takes_long.then_some(verdict));
    }

    /// Why no more are to be made, once there are enough.
    pub(super) fn enough(&self) -> Option<WhyNotMade> {
        let alike = |verdict: &Verdict| self.0.iter().filter(|other| *other == verdict).count();
        let verdict = *self.0.iter().find(|verdict| alike(verdict) >= ENOUGH)?;
        Some(WhyNotMade::SaidAlready { verdict })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::transcript::Limit;

    fn check(verdicts: &[Verdict], expected: Option<Verdict>) {
        let mut tally = Tally::default();
        verdicts.iter().for_each(|verdict| tally.count(*verdict));
        let enough = expected.map(|verdict| WhyNotMade::SaidAlready { verdict });
        assert_eq!(tally.enough(), enough, "{verdicts:?}");
    }

    #[test]
    fn two_of_one_kind_that_take_long_are_enough() {
        use Verdict::{Accepted, BusyWaiting, ExceededLimit, Panicked, Stuck, WrongTranscript};
        check(&[], None);
        check(&[Stuck, Accepted], None);
        check(&[Stuck, Accepted, Stuck], Some(Stuck));
        check(&[Stuck, BusyWaiting], None);
        check(&[Stuck, BusyWaiting, BusyWaiting], Some(BusyWaiting));
        check(&[ExceededLimit(Limit::Memory), ExceededLimit(Limit::Output)], None);
        let memory = ExceededLimit(Limit::Memory);
        check(&[memory, memory], Some(memory));
        check(&[WrongTranscript, WrongTranscript, Panicked, Panicked, Panicked], None);
    }
}
