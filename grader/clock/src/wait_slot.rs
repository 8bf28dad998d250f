//! Wait slots: one futex for each thread, and the only thing that a thread ever sleeps on.

use std::sync::atomic::{AtomicU32, Ordering};

use trace::ThreadId;

use crate::raw;
use crate::scheduler::Woken;

/// Threads that a program may create in all; the next one is refused as the system would.
pub(crate) const MOST_THREADS: usize = 1 << 16;

/// What a sleeping thread is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// It is your turn.
    Turn(Woken),
    /// The program is stuck: say where you wait.
    SayWhere,
}

const ASLEEP: u32 = 0;
const TURN_BY_ANOTHER: u32 = 1;
const TURN_BY_TIME: u32 = 2;
const SAY_WHERE: u32 = 3;

static SLOTS: [AtomicU32; MOST_THREADS] = [const { AtomicU32::new(ASLEEP) }; MOST_THREADS];

/// Wakes a thread with a call.
pub(crate) fn call(thread: ThreadId, call: Call) {
    let slot = &SLOTS[thread as usize];
    let value = match call {
        Call::Turn(Woken::ByAnother) => TURN_BY_ANOTHER,
        Call::Turn(Woken::ByTime) => TURN_BY_TIME,
        Call::SayWhere => SAY_WHERE,
    };
    slot.store(value, Ordering::Release);
    raw::futex_wake(slot);
}

/// Sleeps until the calling thread is called.
pub(crate) fn sleep(me: ThreadId) -> Call {
    let slot = &SLOTS[me as usize];
    loop {
        match slot.swap(ASLEEP, Ordering::Acquire) {
            TURN_BY_ANOTHER => return Call::Turn(Woken::ByAnother),
            TURN_BY_TIME => return Call::Turn(Woken::ByTime),
            SAY_WHERE => return Call::SayWhere,
            _ => raw::futex_wait(slot, ASLEEP, None),
        }
    }
}
