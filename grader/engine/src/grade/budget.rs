//! What one grading may use in all, its runs and the grader's own work, and what has been used.

use std::path::Path;
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
    /// What the grader itself had used when it began.
    before: Own,
}

/// What this process uses.
#[derive(Debug, Clone, Copy)]
struct Own {
    cpu: Duration,
    /// Bytes; 0 where nobody says so.
    memory: u64,
}

impl Own {
    fn now() -> Own {
        /// Where its times stand behind its name.
        const TIMES: [usize; 2] = [11, 12];
        const TICK: Duration = Duration::from_millis(10);
        let of = |file: &str| std::fs::read_to_string(Path::new("/proc/self").join(file));
        let stat = of("stat").unwrap_or_default();
        let values: Vec<&str> =
            stat.rsplit_once(") ").map_or(Vec::new(), |(_, behind)| behind.split(' ').collect());
        let times = TIMES.iter().filter_map(|&time| values.get(time)?.parse::<u32>().ok());
        let status = of("status").unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = resident.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        Own { cpu: TICK * times.sum::<u32>(), memory: kib.unwrap_or_default() << 10 }
    }
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
            before: Own::now(),
        }
    }

    /// Takes processor time from it.
    pub(super) fn spend(&self, used: Duration) {
        self.used_ms.fetch_add(used.as_millis() as u64, Ordering::Relaxed);
    }

    /// True when no other run is made.
    pub(super) fn is_used_up(&self) -> bool {
        let Own { cpu, memory } = Own::now();
        let own = cpu.saturating_sub(self.before.cpu);
        let used = Duration::from_millis(self.used_ms.load(Ordering::Relaxed)) + own;
        used >= self.cpu
            || memory.saturating_sub(self.before.memory) >= GradingLimits::ALL.memory_bytes
            || self.wall.is_some_and(|wall| self.began.elapsed() >= wall)
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
        // The grader's own work counts, too: other tests are at work beside this one.
        let budget = Budget::begin(0, false);
        budget.spend(Duration::from_secs(GradingLimits::ALL.cpu_seconds / 2));
        assert!(!budget.is_used_up());
        budget.spend(Duration::from_secs(GradingLimits::ALL.cpu_seconds / 2));
        assert!(budget.is_used_up());
    }

    #[test]
    fn what_the_grader_itself_uses_is_bounded() {
        let mut budget = Budget::begin(0, false);
        budget.cpu = Duration::from_millis(20);
        assert!(!budget.is_used_up());
        let began = Instant::now();
        while !budget.is_used_up() {
            assert!(began.elapsed() < Duration::from_secs(60), "it computes, and nobody counts it");
        }
        let mut budget = Budget::begin(0, false);
        budget.before.memory = 0;
        assert!(!budget.is_used_up(), "a test has less than the bound");
        let room = vec![1_u8; GradingLimits::ALL.memory_bytes as usize];
        assert!(budget.is_used_up(), "{} bytes", std::hint::black_box(room).len());
    }

    #[test]
    fn an_exercise_with_more_runs_has_more() {
        let budget = Budget::begin(3, true);
        budget.spend(Duration::from_secs(GradingLimits::ALL.cpu_seconds * 3));
        assert!(!budget.is_used_up());
    }
}
