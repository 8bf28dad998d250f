//! Taking turns: a thread that waits hands its turn to the next and sleeps until it is its own.

use std::sync::atomic::Ordering;

use trace::{Record, ThreadId, WaitsFor};

use crate::busy::{self, Look};
use crate::scheduler::{On, Woken};
use crate::wait_slot::{self, Call};
use crate::world::{self, ANY_UNSEEN, CALLS, Locked};
use crate::{hold, quiet, stack, stop, tasks};

/// The calling thread waits in a call that blocks it; returns when it has its turn again. If time
/// has passed by then, the trace says so.
pub(crate) fn block(me: ThreadId, world: Locked, on: On, deadline: Option<u64>) -> Woken {
    let what = on.what();
    block_for(me, world, on, deadline, what)
}

/// The calling thread waits until something in the world outside is over, of which it hears
/// through a file. To the program that is nothing but time.
pub(crate) fn block_outside(me: ThreadId, world: Locked, on: On, deadline: Option<u64>) -> Woken {
    block_for(me, world, on, deadline, WaitsFor::Time)
}

fn block_for(me: ThreadId, world: Locked, on: On, deadline: Option<u64>, what: WaitsFor) -> Woken {
    let from = world::now();
    let woken = wait(me, world, on, deadline);
    hold::over(me, what, from);
    woken
}

/// The calling thread waits and has nothing else to do, as a runtime does between its tasks;
/// returns when it has its turn again.
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

/// The calling thread has done something that another could see. On a real machine that is where
/// another might come in between, so some schedules let it.
pub(crate) fn may_be_interrupted(me: ThreadId) {
    let Some(mut world) = world::lock() else { return };
    if world.scheduler.interrupts() {
        world.scheduler.step_back(me);
        hand_over(me, world);
    }
}

/// The calling thread ends and has no turn any more.
pub(crate) fn finish(me: ThreadId, mut world: Locked) {
    busy::happened(world::now());
    world.record(&Record::Finished { at: world::now(), thread: me });
    // A runtime lets go of threads that had nothing to do: nobody notices.
    let was_idle = world.task_counter.forget(me) && world.scheduler.gave_up(me);
    if !was_idle {
        world.last_event = world::now();
    }
    world.scheduler.finish(me);
    // The last thread of a program may end after `main` has: then nobody is left to wait for.
    if world.scheduler.has_ready() || !world.scheduler.waiting().is_empty() {
        hand_on(world);
    }
}

/// The thread is blocked in a call that is not taken over: the others go on without it.
pub(crate) fn leave_behind(thread: ThreadId, mut world: Locked) {
    ANY_UNSEEN.store(true, Ordering::Release);
    world.scheduler.wait(thread, On::Unseen, None);
    hand_on(world);
}

/// The calling thread, when it is one that the clock governs and it has the turn. Everything
/// that a program calls asks this first.
pub(crate) fn me() -> Option<ThreadId> {
    let me = world::who()?;
    CALLS.fetch_add(1, Ordering::Relaxed);
    if ANY_UNSEEN.load(Ordering::Acquire) {
        come_back(me);
    }
    Some(me)
}

/// The calling thread returns from a call that was not taken over, if it was left behind there.
fn come_back(me: ThreadId) {
    let Some(mut world) = world::lock() else { return };
    if !world.scheduler.is_unseen(me) {
        return;
    }
    world.scheduler.wake(me, Woken::ByAnother);
    if world.running.is_none() {
        hand_on(world);
    } else {
        drop(world);
    }
    await_turn(me);
}

/// Sleeps until the calling thread has the turn.
pub(crate) fn await_turn(me: ThreadId) -> Woken {
    match wait_slot::sleep(me) {
        Call::Turn(woken) => woken,
        Call::SayWhere => stop::say_where(me),
    }
}

/// Called on each look at something that only changes when time moves or another thread runs.
pub(crate) fn looked(me: ThreadId, look: Look) {
    if look == Look::Fine {
        return;
    }
    let Some(world) = world::lock() else { return };
    match look {
        Look::Fine | Look::LetOthersRun => step_back(me, world),
        _ if busy::has_new_tasks(world::now(), tasks::spawned()) => {}
        Look::LetTimePass(by) => {
            wait(me, world, On::Time, world::now().checked_add(by));
        }
        Look::Busy => {
            tasks::tell(&world);
            world.record(&Record::Busy { at: busy::since(), thread: me, stack: stack::take() });
            stop::now();
        }
    }
}

fn hand_over(me: ThreadId, world: Locked) -> Woken {
    match give(world) {
        Some((next, woken)) if next == me => woken,
        given => {
            if let Some((next, woken)) = given {
                wait_slot::call(next, Call::Turn(woken));
            }
            await_turn(me)
        }
    }
}

/// Gives the turn to the next thread, if there is one.
fn hand_on(world: Locked) {
    if let Some((next, woken)) = give(world) {
        wait_slot::call(next, Call::Turn(woken));
    }
}

fn give(mut world: Locked) -> Option<(ThreadId, Woken)> {
    let next = quiet::next(&mut world);
    world.running = next.map(|(next, _)| next);
    next
}
