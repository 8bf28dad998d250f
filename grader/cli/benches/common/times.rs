//! Times of one thing that was done again and again.

use std::fs;
use std::time::{Duration, Instant};

/// Times, in the order in which they were taken.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Does it once more, and takes the time.
    pub(crate) fn take<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let answer = work();
        self.0.push(began.elapsed());
        answer
    }

    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time in the middle.
    pub(crate) fn median(&self) -> Duration {
        self.at(2)
    }

    /// The quartiles around it, as text.
    pub(crate) fn spread(&self) -> String {
        format!("{}–{}", milliseconds(self.at(1)), milliseconds(self.at(3)))
    }

    /// The time that as many quarters of all times stay below.
    fn at(&self, quarters: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort();
        let last = sorted.len().checked_sub(1).expect("at least one time was taken");
        sorted[(last * quarters + 2) / 4]
    }
}

/// Milliseconds as text: with two places below ten, where they matter.
pub(crate) fn milliseconds(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.2}") } else { format!("{ms:.0}") }
}

/// Seconds as text.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64())
}

/// How often `part` goes into `whole`, as text.
pub(crate) fn ratio(part: Duration, whole: Duration) -> String {
    format!("{:.2}", part.as_secs_f64() / whole.as_secs_f64())
}

/// Time on a processor of all processes that this one has waited for, and of theirs.
pub(crate) fn processor_time() -> Duration {
    /// What the kernel counts in, for every program on Linux.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    // The name may hold anything; after it, `cutime` and `cstime` are the fields 13 and 14.
    let (_, fields) = stat.rsplit_once(") ").expect("the name ends");
    let ticks = fields.split(' ').skip(13).take(2).filter_map(|field| field.parse::<f64>().ok());
    Duration::from_secs_f64(ticks.sum::<f64>() / TICKS_PER_SECOND)
}
