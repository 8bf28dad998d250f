//! What time it is.

use std::ffi::c_int;

use libc::{clockid_t, time_t, timespec, timeval, timezone};

use crate::{busy, raw, turn, world};

/// The stopwatch does not start at zero, as it would not on a machine that has run for a while:
/// programs subtract from it.
pub(super) const STOPWATCH_AT_START: u64 = 1_000_000_000_000;

/// The stopwatch, in nanoseconds.
pub(super) fn stopwatch() -> u64 {
    STOPWATCH_AT_START + world::now()
}

/// The wall clock, in nanoseconds since 1970, with all the times that it was set.
pub(super) fn wall_clock() -> u64 {
    let now = world::now();
    let Some(settings) = world::settings() else { return now };
    let steps = settings.wall_clock_steps.iter().filter(|&&(at, _)| at <= now);
    steps.fold(settings.wall_clock + now, |clock, &(_, by)| clock.saturating_add_signed(by))
}

/// The latest that the wall clock has ever shown, or could have.
pub(super) fn latest_wall_clock() -> u64 {
    let now = world::now();
    let Some(settings) = world::settings() else { return now };
    let ahead = settings.wall_clock_steps.iter().map(|&(_, by)| by.max(0).unsigned_abs());
    settings.wall_clock + now + ahead.sum::<u64>()
}

fn read(clock: clockid_t) -> Option<u64> {
    match clock {
        libc::CLOCK_REALTIME | libc::CLOCK_REALTIME_COARSE | libc::CLOCK_TAI => Some(wall_clock()),
        libc::CLOCK_MONOTONIC
        | libc::CLOCK_MONOTONIC_RAW
        | libc::CLOCK_MONOTONIC_COARSE
        | libc::CLOCK_BOOTTIME => Some(stopwatch()),
        _ => None,
    }
}

/// # Safety
/// As `clock_gettime(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock: clockid_t, time: *mut timespec) -> c_int {
    if let Some(me) = turn::me()
        && let Some(nanoseconds) = read(clock)
    {
        turn::looked(me, busy::read_clock());
        // SAFETY: the caller's pointer, as it would be the kernel's.
        unsafe { time.write(raw::timespec_of(nanoseconds)) };
        return 0;
    }
    // SAFETY: passed on as it came.
    let answer =
        unsafe { raw::call(libc::SYS_clock_gettime, [clock as usize, time as usize, 0, 0, 0, 0]) };
    raw::answer(answer) as c_int
}

/// # Safety
/// As `gettimeofday(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettimeofday(time: *mut timeval, zone: *mut timezone) -> c_int {
    if let Some(me) = turn::me()
        && !time.is_null()
    {
        turn::looked(me, busy::read_clock());
        let clock = raw::timespec_of(wall_clock());
        // SAFETY: the caller's pointer, as it would be the kernel's.
        unsafe { time.write(timeval { tv_sec: clock.tv_sec, tv_usec: clock.tv_nsec / 1000 }) };
        return 0;
    }
    // SAFETY: passed on as it came.
    let answer =
        unsafe { raw::call(libc::SYS_gettimeofday, [time as usize, zone as usize, 0, 0, 0, 0]) };
    raw::answer(answer) as c_int
}

/// # Safety
/// As `time(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn time(time: *mut time_t) -> time_t {
    let mut clock = timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a local.
    unsafe { clock_gettime(libc::CLOCK_REALTIME, &mut clock) };
    if !time.is_null() {
        // SAFETY: the caller's pointer, as it would be the kernel's.
        unsafe { time.write(clock.tv_sec) };
    }
    clock.tv_sec
}
