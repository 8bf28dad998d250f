//! Who is next when nobody is ready: files are looked at, then time moves, and when neither
//! helps the program is stuck.

use libc::pollfd;

use crate::scheduler::{Scheduler, Woken};
use crate::world::{self, Locked, World};
use crate::{busy, raw, stop};
use trace::{Record, ThreadId, WaitsFor};

/// How often time may move: a program that waits more often than this waits in pieces of next to
/// nothing, or for ever, and what there is to know of it takes ever longer to read.
const MOST_WAITS: u64 = 250_000;
/// Files are looked at every so many turns, so that threads that wake each other for ever
/// cannot starve those that wait for a file.
const TURNS_PER_LOOK: u64 = 64;
/// Real time that a file is given to become ready when nothing else is left to wait for.
const GRACE_NS: u64 = 10_000_000;
/// The same when the program has network sockets, whose answers pass through the kernel.
const GRACE_WITH_SOCKETS_NS: u64 = 250_000_000;
/// Standard input comes from outside: while it is waited for, the clock stands still.
const STANDARD_INPUT: i32 = 0;

/// The next thread to run; nobody when the only ones that could are blocked where the clock does
/// not see them. Does not return when there is none and never will be.
pub(crate) fn next(world: &mut Locked) -> Option<(ThreadId, Woken)> {
    world.turns += 1;
    if world.turns.is_multiple_of(TURNS_PER_LOOK) {
        wake_oldest_with_ready_file(world, Some(0));
    }
    loop {
        if let Some(next) = world.scheduler.next() {
            return Some(next);
        }
        if wake_oldest_with_ready_file(world, Some(0)) {
            continue;
        }
        if waits_for_standard_input(&world.scheduler) {
            wake_oldest_with_ready_file(world, None);
            continue;
        }
        if wait_for_child(world) {
            continue;
        }
        let (at, limit) = (world::now(), world::settings().map_or(u64::MAX, |all| all.limit));
        let deadline = world.scheduler.next_deadline();
        // Without a deadline an answer is awaited only where a thread could hear it.
        let is_awaited = deadline.is_some() || !world.scheduler.waiting_for_files().is_empty();
        let is_awaited = is_awaited && world.has_questions();
        if is_awaited
            && world.jumps < MOST_WAITS
            && deadline.is_none_or(|deadline| deadline > at)
            && world.go_on(deadline.map_or(limit, |deadline| deadline.min(limit)))
        {
            continue;
        }
        // Answers that are still out by then do not come within the limit.
        let is_awaited = is_awaited && world.has_questions();
        if let Some(deadline) = deadline.or(is_awaited.then_some(u64::MAX)) {
            if world.jumps >= MOST_WAITS {
                stop::with_those_that_wait(world, &Record::OverWaits { at });
            }
            if deadline > limit {
                stop::with_those_that_wait(world, &Record::OverLimit { at });
            }
            world.jump();
            continue;
        }
        let grace = match (world.had_children, world.has_sockets) {
            (true, _) => patience(),
            (_, true) => GRACE_WITH_SOCKETS_NS,
            _ => GRACE_NS,
        };
        if wake_oldest_with_ready_file(world, Some(grace)) {
            continue;
        }
        if world.scheduler.waiting().iter().any(|(_, what)| *what == WaitsFor::Unseen) {
            return None;
        }
        stop::stuck(world);
    }
}

/// Looks at all files that threads wait for, for so many real nanoseconds or without limit.
/// Wakes one thread only: what it does then may be what another waits for.
fn wake_oldest_with_ready_file(world: &mut World, timeout_ns: Option<u64>) -> bool {
    let mut files: Vec<pollfd> = Vec::new();
    let mut owners: Vec<ThreadId> = Vec::new();
    for (thread, interests) in world.scheduler.waiting_for_files() {
        for interest in interests {
            files.push(pollfd { fd: interest.fd, events: interest.events, revents: 0 });
            owners.push(thread);
        }
    }
    if files.is_empty() || raw::poll(&mut files, timeout_ns) == 0 {
        return false;
    }
    let ready = files.iter().position(|file| file.revents != 0);
    let Some(ready) = ready else { return false };
    busy::happened(world.scheduler.now());
    if world.is_another_due_before(owners[ready]) {
        world.jump();
    } else {
        world.scheduler.wake(owners[ready], Woken::ByAnother);
    }
    true
}

/// While a child process lives and files are waited for, the clock stands still: what it writes,
/// or its end, comes before any deadline. Only a child that takes longer than it should, and
/// longer in real time than the deadline is away, loses against it, and that is said. True when a
/// thread was woken.
fn wait_for_child(world: &mut Locked) -> bool {
    if world.scheduler.waiting_for_files().is_empty() || !child_lives(world) {
        return false;
    }
    let now = world.scheduler.now();
    let deadline = world.scheduler.next_deadline();
    let limit = deadline.map(|deadline| patience().max(deadline.saturating_sub(now)));
    if wake_oldest_with_ready_file(world, limit) {
        return true;
    }
    if deadline.is_some() {
        let why = String::from("time went on while a child process was at work");
        world.record(&Record::Inexact { at: world::now(), why });
    }
    false
}

fn child_lives(world: &World) -> bool {
    world.children.iter().any(|&(_, fd)| {
        let mut file = [pollfd { fd, events: libc::POLLIN, revents: 0 }];
        raw::poll(&mut file, Some(0)) == 0
    })
}

/// Real time that is given to what is out of the clock's sight, in nanoseconds.
fn patience() -> u64 {
    world::settings().map_or(0, |settings| settings.patience)
}

fn waits_for_standard_input(scheduler: &Scheduler) -> bool {
    scheduler
        .waiting_for_files()
        .iter()
        .any(|(_, interests)| interests.iter().any(|interest| interest.fd == STANDARD_INPUT))
}
