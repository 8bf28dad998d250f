//! The end of a program that cannot go on: stuck, busy or over its virtual limit.

use std::sync::atomic::{AtomicU32, Ordering};

use trace::{Record, STOPPED_BY_CLOCK, Tampering, ThreadId, WaitsFor};

use crate::lock::Lock;
use crate::wait_slot::{self, Call};
use crate::world::{self, World};
use crate::{door, interrupt, raw, stack, tasks};

/// Real time that a thread is given to say where it waits.
const PATIENCE_NS: u64 = 100_000_000;
/// Threads that are asked where they wait; more than a student could read about.
const MOST_ASKED: usize = 32;

static ANSWERS: AtomicU32 = AtomicU32::new(0);
/// What the thread that is being asked waits for.
static ASKED: Lock<WaitsFor> = Lock::new(WaitsFor::Time);

/// Ends the program at once; the last record says why.
pub(crate) fn now() -> ! {
    door::last_word();
    unheard()
}

/// Ends a program whose grader is gone.
pub(crate) fn unheard() -> ! {
    raw::exit_group(STOPPED_BY_CLOCK)
}

/// Ends a program that reached for the clock itself.
pub(crate) fn tampered(how: Tampering) -> ! {
    if let (Some(thread), Some(world)) = (world::who(), world::lock()) {
        let stack = stack::take();
        world.record(&Record::Tampered { at: world::now(), thread, how, stack });
    }
    now()
}

/// Ends a program that is stuck: since the last of its threads began to wait.
pub(crate) fn stuck(world: &World) -> ! {
    let at = world.last_event.max(world.scheduler.all_wait_since());
    with_those_that_wait(world, &Record::Stuck { at })
}

/// Ends a program that cannot go on, after each thread has said where that waits for what time will
/// not bring.
///
/// The lock is held by the caller, which is one of the waiting threads, or one that just ended.
pub(crate) fn with_those_that_wait(world: &World, why: &Record) -> ! {
    tasks::tell(world);
    world.record(why);
    let me = world::who();
    for (thread, what) in world.scheduler.waiting_for_ever().into_iter().take(MOST_ASKED) {
        if Some(thread) == me {
            record(thread, what, stack::take());
            continue;
        }
        if what == WaitsFor::Unseen {
            record(thread, what, interrupt::place_of(thread));
            continue;
        }
        *ASKED.lock() = what;
        let before = ANSWERS.load(Ordering::Acquire);
        wait_slot::call(thread, Call::SayWhere);
        raw::futex_wait(&ANSWERS, before, Some(PATIENCE_NS));
    }
    now()
}

/// A waiting thread's answer; it does not run again. The thread that asks holds the world's lock.
pub(crate) fn say_where(me: ThreadId) -> ! {
    let what = *ASKED.lock();
    record(me, what, stack::take());
    ANSWERS.fetch_add(1, Ordering::Release);
    raw::futex_wake(&ANSWERS);
    loop {
        raw::sleep(u64::from(u32::MAX));
    }
}

fn record(thread: ThreadId, what: WaitsFor, stack: Vec<u64>) {
    if let Some(settings) = world::settings() {
        let record = Record::Waits { thread, what, stack };
        raw::write_all(settings.records, trace::RecordBuffer::new(&record).as_bytes());
    }
}
