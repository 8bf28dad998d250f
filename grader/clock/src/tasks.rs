//! How many tasks a program has. Only tokio knows; what programs are built with in its stead (the
//! crate in `tasks/`) lets itself be asked.

use std::ffi::c_void;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use trace::{Record, ThreadId};

use crate::task_counter::RuntimeSnapshot;
use crate::world::{self, Locked, World};
use crate::{raw, short, ungoverned};

/// What can be asked; the same in the crate that answers.
#[repr(C)]
pub(crate) struct Questions {
    here: extern "C" fn(&mut RuntimeSnapshot),
    numbered: extern "C" fn() -> u64,
    is_any_due: extern "C" fn() -> bool,
    end_all_due: extern "C" fn(),
    waits_for_files: extern "C" fn(),
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

/// Locks the world for a wait of the calling thread, whose runtime is asked for its tasks first:
/// what lives while a thread waits is what lives at once.
pub(crate) fn lock_to_wait(me: ThreadId) -> Option<Locked> {
    let known = ask();
    let mut world = world::lock()?;
    if let Some(known) = known {
        world.task_counter.see(me, known);
    }
    Some(world)
}

/// Number of the task that the calling thread runs; 0 for none.
pub(crate) fn current() -> u64 {
    ask().map_or(0, |known| known.task)
}

/// Whether the calling thread, which is about to wait for the next of its runtime's timers, need not
/// wait for any time: there are some of no length, and not too many have been ended on end.
pub(crate) fn has_timer_of_no_length() -> bool {
    QUESTIONS.get().is_some_and(|questions| (questions.is_any_due)()) && short::timer_may_be_exact()
}

/// The calling thread has waited, and its runtime's timers of no length are over.
pub(crate) fn end_timers_of_no_length() {
    if let Some(questions) = QUESTIONS.get() {
        short::timer_was_exact();
        (questions.end_all_due)();
    }
}

/// A runtime is made that waits for files: its timers of no length can be ended.
pub(crate) fn runtime_waits_for_files() {
    if let Some(questions) = QUESTIONS.get() {
        (questions.waits_for_files)();
    }
}

fn ask() -> Option<RuntimeSnapshot> {
    let questions = QUESTIONS.get()?;
    let mut known = RuntimeSnapshot::default();
    (questions.here)(&mut known);
    Some(known)
}

/// Sends the figures to the grader. The program is over, or as good as that.
pub(crate) fn tell(world: &World) {
    if QUESTIONS.get().is_none() {
        return;
    }
    let task_counter = &world.task_counter;
    let spawned = spawned().saturating_sub(task_counter.workers());
    let (alive, peak) = (task_counter.alive(), task_counter.peak());
    world.record(&Record::Tasks { at: world::now(), alive, peak, spawned });
}

/// Tasks that have been spawned, with the workers that runtimes run as tasks.
///
/// Asked in a thread of our own: the one that ends the program may have lost what tokio keeps for
/// it, or be in the midst of tokio. It is one thread for all questions, since the grader counts
/// from outside, and one that has just ended may still be seen. Each question takes a number
/// itself.
pub(crate) fn spawned() -> u64 {
    static STARTED: OnceLock<bool> = OnceLock::new();
    static QUESTIONS_ASKED: AtomicU32 = AtomicU32::new(0);
    static QUESTIONS_ANSWERED: AtomicU32 = AtomicU32::new(0);
    static NUMBERED: AtomicU64 = AtomicU64::new(0);

    extern "C" fn answer(_: *mut c_void) -> *mut c_void {
        let mut answered = 0;
        loop {
            let asked = QUESTIONS_ASKED.load(Ordering::Acquire);
            if asked == answered {
                raw::futex_wait(&QUESTIONS_ASKED, asked, None);
                continue;
            }
            if let Some(questions) = QUESTIONS.get() {
                NUMBERED.store((questions.numbered)(), Ordering::Relaxed);
            }
            answered = asked;
            QUESTIONS_ANSWERED.store(answered, Ordering::Release);
            raw::futex_wake(&QUESTIONS_ANSWERED);
        }
    }

    if QUESTIONS.get().is_none() || !*STARTED.get_or_init(|| ungoverned::start(answer)) {
        return 0;
    }
    let earlier = QUESTIONS_ASKED.fetch_add(1, Ordering::Release);
    raw::futex_wake(&QUESTIONS_ASKED);
    loop {
        let answered = QUESTIONS_ANSWERED.load(Ordering::Acquire);
        if answered > earlier {
            break;
        }
        raw::futex_wait(&QUESTIONS_ANSWERED, answered, None);
    }
    NUMBERED.load(Ordering::Relaxed).saturating_sub(u64::from(earlier))
}
