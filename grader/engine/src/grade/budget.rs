//! What all runs of one grading may use together, and what has been used of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use model::limits::{GradingLimits, ResourceLimits};
use model::observation::{Observation, Trace};
use model::transcript::{End, Limit, Transcript};

/// The budget of one grading. Its runs are made at the same time, and share it.
#[derive(Debug)]
pub(super) struct Budget {
    cpu: Duration,
    wall: Option<Duration>,
    began: Instant,
    used_ms: AtomicU64,
}

impl Budget {
    /// For a grading that begins now, with every check made under `more` schedules on demand, and
    /// in real time, which nothing but the runs' own limits bounds, if that is the clock.
    pub(super) fn begin(more: u64, in_real_time: bool) -> Budget {
        let all = GradingLimits::ALL;
        let times = |seconds: u64| Duration::from_secs(seconds.saturating_mul(more + 1));
        Budget {
            cpu: times(all.cpu_seconds),
            wall: (!in_real_time).then_some(times(all.wall_seconds)),
            began: Instant::now(),
            used_ms: AtomicU64::new(0),
        }
    }

    /// Takes processor time from it.
    pub(super) fn spend(&self, used: Duration) {
        self.used_ms.fetch_add(used.as_millis() as u64, Ordering::Relaxed);
    }

    /// True when no other run is made.
    pub(super) fn is_used_up(&self) -> bool {
        let used = Duration::from_millis(self.used_ms.load(Ordering::Relaxed));
        used >= self.cpu || self.wall.is_some_and(|wall| self.began.elapsed() >= wall)
    }
}

/// What is seen of a run that is not made.
pub(super) fn not_made(limits: ResourceLimits) -> Observation {
    let transcript = Transcript {
        lines: Vec::new(),
        end: End::OverLimit { limit: Limit::Grading },
        ended_at_ms: 0,
        files: Default::default(),
        questions: Vec::new(),
        remarks: Vec::new(),
    };
    Observation { transcript, trace: Trace { limits, ..Trace::default() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_runs_use_together_is_bounded() {
        let budget = Budget::begin(0, false);
        budget.spend(Duration::from_secs(GradingLimits::ALL.cpu_seconds - 1));
        assert!(!budget.is_used_up());
        budget.spend(Duration::from_secs(1));
        assert!(budget.is_used_up());
    }

    #[test]
    fn whoever_asks_for_more_runs_has_more() {
        let budget = Budget::begin(3, true);
        budget.spend(Duration::from_secs(GradingLimits::ALL.cpu_seconds * 3));
        assert!(!budget.is_used_up());
    }
}
