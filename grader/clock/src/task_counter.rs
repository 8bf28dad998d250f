//! The tasks of a program, as its threads see them: pure, tested without a process.

use std::collections::{BTreeMap, BTreeSet};

use trace::ThreadId;

/// What a thread of a runtime knows of it.
#[repr(C)]
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct RuntimeSnapshot {
    /// Number of the runtime, from 1; 0 for a thread of none.
    pub(crate) runtime: u64,
    /// Tasks that were spawned and have not ended.
    pub(crate) alive: u64,
    /// Threads that the runtime itself runs as tasks.
    pub(crate) workers: u64,
    /// Number of the task that the thread is running, from 1; 0 for none.
    pub(crate) task: u64,
}

/// The tasks of all runtimes, each as one of its threads saw it last.
#[derive(Debug, Default)]
pub(crate) struct TaskCounter {
    /// Each thread's runtime and the tasks alive in it. A thread has one runtime at a time: when
    /// it comes to another, or ends, the one before is over or seen by other threads.
    seen: BTreeMap<ThreadId, (u64, u64)>,
    /// Worker threads of each runtime, which have numbers as tasks have.
    workers: BTreeMap<u64, u64>,
    /// Threads of a runtime that waited without a task.
    idle: BTreeSet<ThreadId>,
    peak: u64,
}

impl TaskCounter {
    /// What the thread knows now.
    pub(crate) fn see(&mut self, thread: ThreadId, known: RuntimeSnapshot) {
        if known.runtime == 0 || known.task > 0 {
            self.idle.remove(&thread);
        } else {
            self.idle.insert(thread);
        }
        if known.runtime == 0 {
            self.seen.remove(&thread);
            return;
        }
        let now = (known.runtime, known.alive);
        if self.seen.insert(thread, now) == Some(now) {
            return;
        }
        self.seen.values_mut().filter(|seen| seen.0 == now.0).for_each(|seen| *seen = now);
        self.workers.insert(known.runtime, known.workers);
        self.peak = self.peak.max(self.alive());
    }

    /// The thread has ended. True when it had no task when it last waited.
    pub(crate) fn forget(&mut self, thread: ThreadId) -> bool {
        self.seen.remove(&thread);
        self.idle.remove(&thread)
    }

    /// Tasks that were alive when they were last seen.
    pub(crate) fn alive(&self) -> u64 {
        self.seen.values().copied().collect::<BTreeMap<u64, u64>>().values().sum()
    }

    /// The most that were alive at once.
    pub(crate) fn peak(&self) -> u64 {
        self.peak
    }

    /// Workers of all runtimes.
    pub(crate) fn workers(&self) -> u64 {
        self.workers.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{RuntimeSnapshot, TaskCounter};

    /// Each look as thread, runtime and tasks alive; runtime 0 is none.
    fn check(looks: &[(u32, u64, u64)], alive: u64, peak: u64) {
        let mut tasks = TaskCounter::default();
        for &(thread, runtime, alive) in looks {
            tasks.see(thread, RuntimeSnapshot { runtime, alive, ..RuntimeSnapshot::default() });
        }
        assert_eq!((tasks.alive(), tasks.peak), (alive, peak), "{looks:?}");
    }

    #[test]
    fn the_peak_outlasts_the_tasks() {
        check(&[(0, 1, 3), (0, 1, 10), (0, 1, 2)], 2, 10);
    }

    #[test]
    fn threads_of_one_runtime_see_the_same_tasks() {
        check(&[(0, 1, 4), (1, 1, 4), (2, 1, 3)], 3, 4);
    }

    #[test]
    fn tasks_of_two_runtimes_add_up() {
        check(&[(0, 1, 4), (1, 2, 5)], 9, 9);
    }

    #[test]
    fn a_thread_that_comes_to_another_runtime_has_left_the_one_before() {
        check(&[(0, 1, 4), (0, 2, 1)], 1, 4);
        check(&[(0, 1, 4), (0, 0, 0)], 0, 4);
    }

    #[test]
    fn a_thread_that_has_ended_sees_nothing() {
        let mut tasks = TaskCounter::default();
        tasks.see(1, RuntimeSnapshot { runtime: 1, alive: 2, ..RuntimeSnapshot::default() });
        tasks.forget(1);
        assert_eq!((tasks.alive(), tasks.peak), (0, 2));
    }

    #[test]
    fn an_idle_thread_is_one_of_a_runtime_without_a_task() {
        let check = |runtime: u64, task: u64, idle: bool| {
            let mut tasks = TaskCounter::default();
            tasks.see(1, RuntimeSnapshot { runtime: 1, ..RuntimeSnapshot::default() });
            tasks.see(1, RuntimeSnapshot { runtime, task, ..RuntimeSnapshot::default() });
            assert_eq!(tasks.forget(1), idle, "runtime {runtime}, task {task}");
        };
        check(1, 0, true);
        check(1, 5, false);
        check(0, 0, false);
    }
}
