//! The machine that a benchmark runs on: its cores, its load, and work for all of it.

use std::env;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// True when called by `cargo bench`. Tests of all targets call benchmarks, too; those are to
/// compile, not to run.
pub(crate) fn is_asked_for() -> bool {
    env::args().any(|word| word == "--bench")
}

/// Says what the figures below were taken on.
pub(crate) fn print_heading(title: &str) {
    let (cores, load) = (cores(), load());
    println!("\n## {title}\n\n{cores} cores, load average of the last minute {load}\n");
}

/// How many processes ran or waited for a core, on average over the last minute.
pub(crate) fn load() -> f64 {
    let averages = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    averages.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or_default()
}

/// Processors of this machine.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The same work for all items, so many at a time, with the answers in order.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    at_a_time: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, R)>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..at_a_time {
            scope.spawn(|| {
                while let Some((index, item)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    items.get(index).map(|item| (index, item))
                } {
                    let answer = (index, work(item));
                    answers.lock().unwrap_or_else(PoisonError::into_inner).push(answer);
                }
            });
        }
    });
    let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
