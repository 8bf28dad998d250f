//! Waiting for nothing but time, and giving others a turn.

use std::ffi::{c_int, c_uint};

use libc::{clockid_t, timespec};
use trace::ThreadId;

use super::time::{STOPWATCH_AT_START, wall_clock};
use super::{deadline_in, nanoseconds};
use crate::scheduler::On;
use crate::world::{self, Locked};
use crate::{busy, raw, tasks, turn};

/// The calling thread sleeps, and says so in the trace.
fn sleep_for(me: ThreadId, duration: u64) {
    let Some(world) = tasks::lock_to_wait(me) else { return };
    turn::block(me, world, On::Time, deadline_in(duration));
}

/// Sleeps without a word in the trace: for waits that are not the program's own.
pub(super) fn sleep_quietly(me: ThreadId, world: Locked, duration: u64) {
    turn::wait(me, world, On::Time, deadline_in(duration));
}

/// # Safety
/// As `clock_nanosleep(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_nanosleep(
    clock: clockid_t,
    flags: c_int,
    request: *const timespec,
    remainder: *mut timespec,
) -> c_int {
    let Some(me) = turn::me() else {
        let arguments =
            [clock as usize, flags as usize, request as usize, remainder as usize, 0, 0];
        // SAFETY: passed on as it came.
        return -unsafe { raw::call(libc::SYS_clock_nanosleep, arguments) } as c_int;
    };
    // SAFETY: the caller's pointer, as it would be the kernel's.
    let Some(time) = nanoseconds(unsafe { &*request }) else { return libc::EINVAL };
    let duration = if flags & libc::TIMER_ABSTIME == 0 {
        time
    } else if clock == libc::CLOCK_REALTIME {
        time.saturating_sub(wall_clock())
    } else {
        time.saturating_sub(STOPWATCH_AT_START + world::now())
    };
    sleep_for(me, duration);
    0
}

/// # Safety
/// As `nanosleep(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nanosleep(request: *const timespec, remainder: *mut timespec) -> c_int {
    // SAFETY: passed on as it came.
    match unsafe { clock_nanosleep(libc::CLOCK_MONOTONIC, 0, request, remainder) } {
        0 => 0,
        error => raw::fail(error) as c_int,
    }
}

/// # Safety
/// As `usleep(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usleep(microseconds: c_uint) -> c_int {
    let request = raw::timespec_of(u64::from(microseconds) * 1000);
    // SAFETY: the pointer is to a local.
    unsafe { nanosleep(&request, std::ptr::null_mut()) }
}

/// # Safety
/// As `sleep(3)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sleep(seconds: c_uint) -> c_uint {
    let request = raw::timespec_of(u64::from(seconds) * 1_000_000_000);
    // SAFETY: the pointer is to a local.
    unsafe { nanosleep(&request, std::ptr::null_mut()) };
    0
}

/// A task yielded to other tasks of its thread, which no call shows: said by what programs are
/// built with in tokio's stead.
#[unsafe(no_mangle)]
pub extern "C" fn virtual_clock_task_yielded() {
    if let Some(me) = turn::me() {
        turn::looked(me, busy::yielded());
    }
}

/// # Safety
/// As `sched_yield(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_yield() -> c_int {
    if let Some(me) = turn::me() {
        turn::looked(me, busy::yielded());
        if let Some(world) = world::lock() {
            turn::step_back(me, world);
        }
        return 0;
    }
    // SAFETY: the call takes no arguments.
    raw::answer(unsafe { raw::call(libc::SYS_sched_yield, [0; 6]) }) as c_int
}
