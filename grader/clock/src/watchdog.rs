//! What the calls of a program do not show: a thread that computes or spins without ever calling
//! anything, one that makes call after call from which nothing comes, and one that blocks in a call
//! that is not taken over.
//!
//! A thread of our own looks every few milliseconds of real time. It decides nothing about the
//! times of a run; it lets others run, ends what would never end, and marks what it could not
//! govern.

use std::sync::atomic::Ordering;

use trace::{Record, ThreadId};

use crate::world::{self, CALLS, Locked};
use crate::{busy, interrupt, raw, stack, stop, tasks, turn};

const LOOK_EVERY_NS: u64 = 20_000_000;
/// A thread that computes has so many turns before its program counts as busy: others go in
/// between. All together they last for the patience of the run, in CPU time.
const TURNS: u64 = 10;
/// Looks after which a thread that neither computes nor calls must be blocked somewhere.
const UNSEEN_AFTER_LOOKS: u32 = 15;
/// CPU time that counts as doing nothing, since looking itself takes some.
const IDLE_CPU_NS: u64 = 2_000_000;

/// What a look is compared with.
#[derive(Default)]
struct Before {
    calls: u64,
    /// CPU time at the last call, or when the turn of a thread that computes began.
    since: u64,
    turns: u64,
    cpu: u64,
    idle_looks: u32,
    progress: Progress,
}

/// What had happened at a look, and the CPU time of that look.
#[derive(Default, Clone, Copy)]
struct Progress {
    events: u64,
    at: u64,
}

/// Watches for ever; runs in a thread that the clock does not govern.
pub(crate) fn watch() -> ! {
    let patience = world::settings().map_or(u64::MAX, |settings| settings.patience);
    let mut before = Before::default();
    loop {
        raw::sleep(LOOK_EVERY_NS);
        look(&mut before, patience);
    }
}

fn look(before: &mut Before, patience: u64) {
    let calls = CALLS.load(Ordering::Relaxed);
    let cpu = raw::cpu_time();
    let idle = cpu - before.cpu < IDLE_CPU_NS;
    before.cpu = cpu;
    let events = busy::progress();
    if events != before.progress.events {
        before.progress = Progress { events, at: cpu };
    }
    let progress = before.progress;
    if calls != before.calls {
        *before = Before { calls, since: cpu, cpu, progress, ..Before::default() };
    }
    // The lock is held while the clock itself waits for a file: then nothing is wrong.
    let Some(world) = world::try_lock() else {
        *before = Before { calls, since: cpu, cpu, progress, ..Before::default() };
        return;
    };
    before.idle_looks = if idle { before.idle_looks + 1 } else { 0 };
    if cpu - before.since > patience / TURNS {
        (before.since, before.turns) = (cpu, before.turns + 1);
        computes(world, before.turns);
    } else if before.turns == 0 && cpu - progress.at > patience {
        calls_in_vain(world, before);
    } else if before.idle_looks >= UNSEEN_AFTER_LOOKS {
        is_idle(world, before, patience);
    }
}

/// A thread has computed for a whole turn without a call.
fn computes(world: Locked, turns: u64) {
    let Some(thread) = world.running else { return };
    if turns < TURNS {
        if world.scheduler.has_ready() {
            drop(world);
            interrupt::step_back(thread);
        }
        return;
    }
    for part in interrupt::circle_of(thread).chunks(stack::DEEPEST) {
        world.record(&Record::Circle { addresses: part.to_vec() });
    }
    world.record(&Record::Busy { at: world::now(), thread, stack: Vec::new() });
    stop::now();
}

/// A thread has made calls for as long as it may compute, and nothing came of them: the end of a
/// file is read again and again, say. Which of them it is in now is chance, so none is named.
fn calls_in_vain(world: Locked, before: &mut Before) {
    if busy::has_new_tasks(world::now(), tasks::spawned()) {
        before.progress = Progress { events: busy::progress(), at: before.cpu };
        return;
    }
    let Some(thread) = world.running else { return };
    tasks::tell(&world);
    world.record(&Record::Busy { at: busy::since(), thread, stack: Vec::new() });
    stop::now();
}

/// Nobody has called or computed for a while.
fn is_idle(world: Locked, before: &mut Before, patience: u64) {
    match world.running {
        Some(thread) if is_blocked(thread) => {
            let stack = interrupt::place_of(thread);
            world.record(&Record::Unseen { at: world::now(), thread, stack });
            before.idle_looks = 0;
            turn::leave_behind(thread, world);
        }
        // Starved, by a machine that has other things to do.
        Some(_) => before.idle_looks = 0,
        None if u64::from(before.idle_looks) * LOOK_EVERY_NS > patience => stop::stuck(&world),
        None => {}
    }
}

/// True when the system says that the thread waits.
fn is_blocked(thread: ThreadId) -> bool {
    let path = format!("/proc/self/task/{}/stat", world::system_number(thread));
    // Behind the name, which is in brackets, stands the state.
    std::fs::read_to_string(path)
        .is_ok_and(|line| line.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('S')))
}
