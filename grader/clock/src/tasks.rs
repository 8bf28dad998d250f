//! How many tasks a program has. Only tokio knows; what programs are built with in its stead (the
//! crate in `tasks/`) lets itself be asked.

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use trace::{Record, ThreadId};

use crate::raw;
use crate::world::{self, Locked, World};

/// What a thread of a runtime knows of it.
#[repr(C)]
#[derive(Debug, Default, Clone, Copy)]
struct Known {
    /// Number of the runtime, from 1; 0 for a thread of none.
    runtime: u64,
    /// Tasks that were spawned and have not ended.
    alive: u64,
    /// Threads that the runtime itself runs as tasks.
    workers: u64,
    /// Number of the task that the thread is running, from 1; 0 for none.
    task: u64,
}

/// What can be asked; the same in the crate that answers.
#[repr(C)]
pub(crate) struct Questions {
    here: extern "C" fn(&mut Known),
    numbered: extern "C" fn() -> u64,
}

static QUESTIONS: OnceLock<&Questions> = OnceLock::new();

/// Before `main`, a program that is built with tokio offers its answers.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn virtual_clock_take_questions(questions: &'static Questions) {
    if QUESTIONS.set(questions).is_ok()
        && let Some(world) = world::lock()
    {
        world.record(&Record::Tasks { at: world::now(), alive: 0, peak: 0, spawned: 0 });
    }
}

/// The tasks of all runtimes, each as one of its threads saw it last.
#[derive(Debug, Default)]
pub(crate) struct Tasks {
    /// Each thread's runtime and the tasks alive in it. A thread has one runtime at a time: when
    /// it comes to another, or ends, the one before is over or seen by other threads.
    seen: BTreeMap<ThreadId, (u64, u64)>,
    /// Worker threads of each runtime, which have numbers as tasks have.
    workers: BTreeMap<u64, u64>,
    peak: u64,
}

impl Tasks {
    fn see(&mut self, thread: ThreadId, known: Known) {
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

    /// The thread has ended.
    pub(crate) fn forget(&mut self, thread: ThreadId) {
        self.seen.remove(&thread);
    }

    fn alive(&self) -> u64 {
        self.seen.values().copied().collect::<BTreeMap<u64, u64>>().values().sum()
    }
}

/// Locks the world for a wait of the calling thread, whose runtime is asked for its tasks first:
/// what lives while a thread waits is what lives at once.
pub(crate) fn lock_to_wait(me: ThreadId) -> Option<Locked> {
    let known = ask();
    let mut world = world::lock()?;
    if let Some(known) = known {
        world.tasks.see(me, known);
    }
    Some(world)
}

/// Number of the task that the calling thread runs; 0 for none.
pub(crate) fn current() -> u64 {
    ask().map_or(0, |known| known.task)
}

fn ask() -> Option<Known> {
    let questions = QUESTIONS.get()?;
    let mut known = Known::default();
    (questions.here)(&mut known);
    Some(known)
}

/// Sends the figures to the grader. The program is over, or as good as that.
pub(crate) fn tell(world: &World) {
    if QUESTIONS.get().is_none() {
        return;
    }
    let Tasks { workers, peak, .. } = &world.tasks;
    let spawned = numbered().saturating_sub(workers.values().sum());
    let alive = world.tasks.alive();
    world.record(&Record::Tasks { at: world::now(), alive, peak: *peak, spawned });
}

static ANSWERED: AtomicU32 = AtomicU32::new(0);
static NUMBERED: AtomicU64 = AtomicU64::new(0);

/// Asked in a thread of our own: the one that ends the program may have lost what tokio keeps for
/// it, or be in the midst of tokio.
fn numbered() -> u64 {
    extern "C" fn answer(_: *mut c_void) -> *mut c_void {
        if let Some(questions) = QUESTIONS.get() {
            NUMBERED.store((questions.numbered)(), Ordering::Relaxed);
        }
        ANSWERED.store(1, Ordering::Release);
        raw::futex_wake(&ANSWERED);
        std::ptr::null_mut()
    }
    if create_ungoverned(answer) {
        while ANSWERED.load(Ordering::Acquire) == 0 {
            raw::futex_wait(&ANSWERED, 0, None);
        }
    }
    NUMBERED.load(Ordering::Relaxed)
}

#[cfg(not(test))]
use crate::interpose::threads::create_ungoverned;

#[cfg(test)]
fn create_ungoverned(_: extern "C" fn(*mut c_void) -> *mut c_void) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::{Known, Tasks};

    /// Each look as thread, runtime and tasks alive; runtime 0 is none.
    fn check(looks: &[(u32, u64, u64)], alive: u64, peak: u64) {
        let mut tasks = Tasks::default();
        for &(thread, runtime, alive) in looks {
            tasks.see(thread, Known { runtime, alive, ..Known::default() });
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
        let mut tasks = Tasks::default();
        tasks.see(1, Known { runtime: 1, alive: 2, ..Known::default() });
        tasks.forget(1);
        assert_eq!((tasks.alive(), tasks.peak), (0, 2));
    }
}
