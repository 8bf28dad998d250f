//! Taking turns: a thread that waits hands its turn to the next and sleeps until it is its own.
//!
//! Each thread has one word; it is the only thing that a thread ever sleeps on.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use trace::{Record, ThreadId};

use crate::scheduler::{On, Woken};
use crate::world::{self, Locked};
use crate::{quiet, raw, stack, stop};

/// Threads that a program may create in all; the next one is refused as the system would.
pub(crate) const MOST_THREADS: usize = 1 << 16;

const ASLEEP: u32 = 0;
const WOKEN_BY_ANOTHER: u32 = 1;
const WOKEN_BY_TIME: u32 = 2;
const SAY_WHERE: u32 = 3;

static WORDS: [AtomicU32; MOST_THREADS] = [const { AtomicU32::new(ASLEEP) }; MOST_THREADS];

/// How often the program may look at the clock before time moves: what an honest program with
/// ten thousand tasks due at one instant does, several times over.
const MOST_LOOKS: u64 = 300_000;
/// Looking without waiting lets somebody else run this often, so that what is looked for can
/// happen.
const LOOKS_PER_TURN: u64 = 4096;
/// A yield or an empty poll weighs as much as this many looks at the clock.
pub(crate) const WEIGHT_OF_A_POLL: u64 = 8;

/// Clock reads of the whole run.
pub(crate) static CLOCK_READS: AtomicU64 = AtomicU64::new(0);
static LOOKS: AtomicU64 = AtomicU64::new(0);

/// The calling thread waits; returns when it has its turn again.
pub(crate) fn wait(me: ThreadId, mut world: Locked, on: On, deadline: Option<u64>) -> Woken {
    world.scheduler.wait(me, on, deadline);
    hand_over(me, world)
}

/// The calling thread lets the others go first.
pub(crate) fn step_back(me: ThreadId, mut world: Locked) {
    if world.scheduler.has_ready() {
        world.scheduler.step_back(me);
        hand_over(me, world);
    }
}

/// The calling thread ends and has no turn any more.
pub(crate) fn finish(me: ThreadId, mut world: Locked) {
    world.record(&Record::Finished { at: world::now(), thread: me });
    world.scheduler.finish(me);
    pass_on(world);
}

/// Sleeps until the calling thread has the turn.
pub(crate) fn await_turn(me: ThreadId) -> Woken {
    let word = &WORDS[me as usize];
    loop {
        match word.swap(ASLEEP, Ordering::Acquire) {
            WOKEN_BY_ANOTHER => return Woken::ByAnother,
            WOKEN_BY_TIME => return Woken::ByTime,
            SAY_WHERE => stop::say_where(me),
            _ => raw::futex_wait(word, ASLEEP, None),
        }
    }
}

/// Asks a waiting thread of a stuck program where it waits.
pub(crate) fn ask_where(thread: ThreadId) {
    wake(thread, SAY_WHERE);
}

/// Called on each look at something that only changes when time moves or another thread runs.
pub(crate) fn look(me: ThreadId, weight: u64) {
    let before = LOOKS.fetch_add(weight, Ordering::Relaxed);
    let after = before + weight;
    if before / LOOKS_PER_TURN == after / LOOKS_PER_TURN {
        return;
    }
    let Some(world) = world::lock() else { return };
    if after >= MOST_LOOKS {
        world.record(&Record::Busy { at: world::now(), thread: me, stack: stack::take() });
        stop::now();
    }
    step_back(me, world);
}

/// Time has moved, so looking at the clock was not in vain.
pub(crate) fn time_moved() {
    LOOKS.store(0, Ordering::Relaxed);
}

fn hand_over(me: ThreadId, world: Locked) -> Woken {
    let (next, woken) = give_turn(world);
    if next == me {
        return woken;
    }
    wake(next, word_of(woken));
    await_turn(me)
}

fn pass_on(world: Locked) {
    // The last thread of a program may end after `main` has: then nobody is left to wait for.
    if world.scheduler.has_ready() || !world.scheduler.waiting().is_empty() {
        let (next, woken) = give_turn(world);
        wake(next, word_of(woken));
    }
}

fn give_turn(mut world: Locked) -> (ThreadId, Woken) {
    let (next, woken) = quiet::next(&mut world);
    world.running = next;
    (next, woken)
}

fn word_of(woken: Woken) -> u32 {
    match woken {
        Woken::ByAnother => WOKEN_BY_ANOTHER,
        Woken::ByTime => WOKEN_BY_TIME,
    }
}

fn wake(thread: ThreadId, why: u32) {
    let word = &WORDS[thread as usize];
    word.store(why, Ordering::Release);
    raw::futex_wake(word);
}
