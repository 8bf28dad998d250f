//! Futex waits and wake-ups, by which Rust's locks, channels and parked threads wait: emulated, so
//! that no thread ever sleeps on the program's own words.

use std::ffi::c_int;
use std::sync::atomic::{AtomicU32, Ordering};

use libc::timespec;
use trace::ThreadId;

use super::time::{STOPWATCH_AT_START, wall_clock};
use super::{deadline_in, nanoseconds};
use crate::scheduler::{On, Woken};
use crate::{busy, raw, tasks, turn, world};

const EVERY_BIT: u32 = u32::MAX;

/// A futex operation; `None` for those that are left to the kernel.
///
/// # Safety
/// `address` and, for a wait, `timeout` are as the operation demands.
pub(super) unsafe fn futex(
    me: ThreadId,
    address: usize,
    operation: c_int,
    value: u32,
    timeout: usize,
    second_address: usize,
    bits: u32,
) -> Option<isize> {
    let on_wall_clock = operation & libc::FUTEX_CLOCK_REALTIME != 0;
    match operation & libc::FUTEX_CMD_MASK {
        libc::FUTEX_WAIT => {
            // SAFETY: the caller's pointer, which may be null.
            let limit = unsafe { (timeout as *const timespec).as_ref() };
            let deadline = limit.map(|limit| nanoseconds(limit).and_then(deadline_in));
            Some(wait(me, address, value, EVERY_BIT, deadline))
        }
        libc::FUTEX_WAIT_BITSET => {
            // SAFETY: the caller's pointer, which may be null.
            let limit = unsafe { (timeout as *const timespec).as_ref() };
            let deadline = limit.map(|limit| {
                let clock =
                    if on_wall_clock { wall_clock() } else { STOPWATCH_AT_START + world::now() };
                nanoseconds(limit).and_then(|limit| deadline_in(limit.saturating_sub(clock)))
            });
            Some(wait(me, address, value, bits, deadline))
        }
        libc::FUTEX_WAKE => Some(wake(me, address, value, EVERY_BIT)),
        libc::FUTEX_WAKE_BITSET => Some(wake(me, address, value, bits)),
        libc::FUTEX_REQUEUE => Some(requeue(address, value, timeout, second_address)),
        libc::FUTEX_CMP_REQUEUE => {
            if word(address) != bits {
                return Some(raw::fail(libc::EAGAIN));
            }
            Some(requeue(address, value, timeout, second_address))
        }
        _ => None,
    }
}

/// The outer option says whether there is a time limit; the inner is absent when it is too far
/// ahead to ever come.
fn wait(
    me: ThreadId,
    address: usize,
    expected: u32,
    bits: u32,
    deadline: Option<Option<u64>>,
) -> isize {
    let Some(world) = tasks::lock_to_wait(me) else { return 0 };
    // Under the lock no other thread can wake us between this look and the wait.
    if word(address) != expected {
        drop(world);
        return raw::fail(libc::EAGAIN);
    }
    match turn::block(me, world, On::Futex { address, bits }, deadline.flatten()) {
        Woken::ByAnother => 0,
        Woken::ByTime => raw::fail(libc::ETIMEDOUT),
    }
}

fn wake(me: ThreadId, address: usize, most: u32, bits: u32) -> isize {
    let Some(mut world) = world::lock() else { return 0 };
    let woken = world.scheduler.wake_futex(address, most as usize, bits) as isize;
    drop(world);
    if woken > 0 {
        busy::happened(world::now());
    }
    turn::may_be_interrupted(me);
    woken
}

fn requeue(address: usize, wake: u32, most: usize, to: usize) -> isize {
    let Some(mut world) = world::lock() else { return 0 };
    let woken = world.scheduler.wake_futex(address, wake as usize, EVERY_BIT);
    let moved = world.scheduler.requeue_futex(address, to, most);
    (woken + moved) as isize
}

fn word(address: usize) -> u32 {
    // SAFETY: the program gave this address as a futex word, so it is aligned and readable.
    unsafe { (*(address as *const AtomicU32)).load(Ordering::SeqCst) }
}
