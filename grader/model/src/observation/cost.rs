//! What a run costs besides its time on the clock: one table of figures, from which exercises set
//! bounds, sentences are made and reports are filled.

use serde::{Deserialize, Serialize};

use super::Trace;
use crate::words::{grouped, time};

/// A figure that an exercise can set a bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// How often virtual time moved: each is one wake-up.
    Wakeups,
    /// Threads that were created, the first not counted: as the clock tells, and at least as many
    /// as were seen at once from outside.
    Threads,
    /// How often the program read a clock.
    ClockReads,
    /// Tasks that were alive at once while a thread waited, in all runtimes. Neither the future
    /// of a `block_on` nor tasks of a `LocalSet` nor work for the blocking pool count.
    Tasks,
    /// Tasks spawned in all: on runtimes and on `LocalSet`s, and work for the blocking pool, such
    /// as each operation of `tokio::fs`.
    TasksSpawned,
    /// Virtual milliseconds for which async threads were held in blocking calls, all together.
    AsyncBlockedMs,
    /// Virtual milliseconds of the longest stretch in which one task held its thread.
    LongestHoldMs,
    /// Calls into the world outside the program that were going on at once.
    CallsAtOnce,
    /// Calls into the world outside that were begun and given up.
    CallsGivenUp,
    /// Calls into the world outside that were answered.
    CallsAnswered,
}

/// One row of the table.
struct Figure {
    cost: Cost,
    name: &'static str,
    /// What is counted, as a noun.
    noun: &'static str,
    is_time: bool,
    of: fn(&Trace) -> u64,
}

const FIGURES: [Figure; 10] = [
    figure(Cost::Wakeups, "wakeups", "wake-ups", |trace| trace.wakeups),
    figure(Cost::Threads, "threads", "threads beside main", |trace| trace.threads),
    figure(Cost::ClockReads, "clock_reads", "looks at a clock", |trace| trace.clock_reads),
    figure(Cost::Tasks, "tasks", "tasks at once", |trace| trace.tasks),
    figure(Cost::TasksSpawned, "tasks_spawned", "tasks spawned", |trace| trace.tasks_spawned),
    Figure {
        cost: Cost::AsyncBlockedMs,
        name: "async_blocked_ms",
        noun: "in blocking calls on async threads",
        is_time: true,
        of: Trace::async_blocked_ms,
    },
    Figure {
        cost: Cost::LongestHoldMs,
        name: "longest_hold_ms",
        noun: "on one async thread without yielding",
        is_time: true,
        of: |trace| trace.longest_stretch().map_or(0, |stretch| stretch.for_ms),
    },
    figure(Cost::CallsAtOnce, "calls_at_once", "calls at once", |trace| {
        told(trace, "calls at once")
    }),
    figure(Cost::CallsGivenUp, "calls_given_up", "calls given up", |trace| {
        told(trace, "calls given up")
    }),
    figure(Cost::CallsAnswered, "calls_answered", "calls answered", |trace| {
        told(trace, "calls answered")
    }),
];

/// A figure that the world outside told, under its name there.
fn told(trace: &Trace, name: &str) -> u64 {
    trace.lab.get(name).copied().unwrap_or(0)
}

const fn figure(
    cost: Cost,
    name: &'static str,
    noun: &'static str,
    of: fn(&Trace) -> u64,
) -> Figure {
    Figure { cost, name, noun, is_time: false, of }
}

impl Cost {
    /// Every figure, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = Cost> {
        FIGURES.iter().map(|figure| figure.cost)
    }

    /// Its name in files: `wakeups`, `async_blocked_ms`.
    pub fn name(self) -> &'static str {
        self.figure().name
    }

    /// What is counted, as a noun: `wake-ups`, `tasks at once`.
    pub fn noun(self) -> &'static str {
        self.figure().noun
    }

    /// Its value in a run: a count, or milliseconds.
    pub fn of(self, trace: &Trace) -> u64 {
        (self.figure().of)(trace)
    }

    /// A value of it as sentences say it: `13,000`, `8 s`.
    pub fn shown(self, value: u64) -> String {
        if self.figure().is_time { time(value) } else { grouped(value) }
    }

    fn figure(self) -> &'static Figure {
        &FIGURES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, FIGURES};
    use crate::observation::{Hold, Role, Trace};

    #[test]
    fn the_table_is_in_the_order_of_the_figures_and_files_use_its_names() {
        for (index, figure) in FIGURES.iter().enumerate() {
            assert_eq!(figure.cost as usize, index);
            let in_files = serde_json::to_value(figure.cost).expect("a name");
            assert_eq!(in_files, figure.name);
        }
    }

    /// Each hold as thread, role, task, start and length; the expected as both times.
    fn check(holds: &[(&str, Role, u64, u64, u64)], blocked_ms: u64, longest_ms: u64) {
        let holds = holds.iter().map(|&(thread, role, task, from_ms, for_ms)| Hold {
            thread: thread.to_owned(),
            role,
            task,
            from_ms,
            for_ms,
            for_what: None,
            place: None,
        });
        let trace = Trace { holds: holds.collect(), ..Trace::default() };
        let found = (Cost::AsyncBlockedMs.of(&trace), Cost::LongestHoldMs.of(&trace));
        assert_eq!(found, (blocked_ms, longest_ms));
    }

    #[test]
    fn only_async_threads_are_held() {
        check(&[], 0, 0);
        check(&[("main", Role::Plain, 0, 0, 9), ("pool", Role::BlockingPool, 1, 0, 9)], 0, 0);
        check(&[("main", Role::AsyncOnly, 1, 0, 9), ("main", Role::AsyncOnly, 1, 20, 5)], 14, 9);
    }

    #[test]
    fn calls_of_one_task_on_end_are_one_stretch() {
        let main = Role::AsyncOnly;
        check(&[("main", main, 1, 0, 3), ("main", main, 1, 3, 4)], 7, 7);
        check(&[("main", main, 1, 0, 3), ("main", main, 2, 3, 4)], 7, 4);
        let worker = Role::AsyncWorker;
        let beside = [("w", worker, 1, 0, 3), ("w", worker, 2, 0, 5), ("w", worker, 1, 3, 4)];
        check(&beside, 12, 7);
    }
}
