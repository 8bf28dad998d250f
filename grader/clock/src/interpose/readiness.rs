//! Waiting for one of many files: `epoll` and `poll`.

use std::ffi::{c_int, c_void};

use libc::{epoll_event, nfds_t, pollfd, sigset_t, timespec};
use trace::ThreadId;

use super::{deadline_in, nanoseconds};
use crate::scheduler::{Interest, On, Woken};
use crate::world::{self, Locked};
use crate::{busy, raw, tasks, turn};

/// How long to wait.
enum Patience {
    None,
    Until(Option<u64>),
}

fn patience_in_milliseconds(timeout: c_int) -> Patience {
    match timeout {
        0 => Patience::None,
        1.. => Patience::Until(deadline_in(timeout as u64 * 1_000_000)),
        _ => Patience::Until(None),
    }
}

/// # Safety
/// The pointer is null or to a time.
unsafe fn patience_of(timeout: *const timespec) -> Patience {
    // SAFETY: as the caller says.
    match unsafe { timeout.as_ref() }.map(nanoseconds) {
        None => Patience::Until(None),
        Some(Some(0)) => Patience::None,
        Some(time) => Patience::Until(time.and_then(deadline_in)),
    }
}

/// [`turn::wait`] for what only a runtime calls, [`turn::block`] for what a program may.
type Wait = fn(ThreadId, Locked, On, Option<u64>) -> Woken;

/// Asks `look` until it finds something, and waits for the files in between.
fn wait_for_any(
    me: ThreadId,
    files: &[Interest],
    patience: Patience,
    wait: Wait,
    mut look: impl FnMut() -> isize,
) -> isize {
    loop {
        let found = look();
        let deadline = match patience {
            Patience::Until(deadline) if found == 0 => deadline,
            _ => {
                turn::looked(me, busy::polled(found != 0));
                return raw::answer(found);
            }
        };
        let Some(world) = tasks::lock_to_wait(me) else { return 0 };
        if wait(me, world, On::Files(files.to_vec()), deadline) == Woken::ByTime {
            return raw::answer(look());
        }
    }
}

fn epoll(
    epoll: c_int,
    events: *mut epoll_event,
    most: c_int,
    patience: Patience,
    mask: *const sigset_t,
) -> Option<c_int> {
    /// Bytes of the kernel's signal set, which is smaller than libc's.
    const MASK_BYTES: usize = 8;
    let me = turn::me()?;
    let files = [Interest { fd: epoll, events: libc::POLLIN }];
    // A runtime waits until the first of its timers is due. It takes one of no length for one of
    // the next millisecond, so that thread is the one on which such timers end; and it waits for
    // them all the same, until nobody has anything else to do.
    let is_for_no_length =
        matches!(patience, Patience::Until(Some(_))) && tasks::has_timer_of_no_length();
    let patience = if is_for_no_length { Patience::Until(Some(world::now())) } else { patience };
    let found = wait_for_any(me, &files, patience, turn::wait, || {
        let arguments =
            [epoll as usize, events as usize, most as usize, 0, mask as usize, MASK_BYTES];
        // SAFETY: the caller's buffer, and no time to wait.
        unsafe { raw::call(libc::SYS_epoll_pwait, arguments) }
    });
    if is_for_no_length && found == 0 {
        tasks::end_timers_of_no_length();
    }
    Some(found as c_int)
}

/// As `epoll_create1(2)`. A runtime makes one for its files.
#[unsafe(no_mangle)]
pub extern "C" fn epoll_create1(flags: c_int) -> c_int {
    tasks::runtime_waits_for_files();
    // SAFETY: the call takes a number.
    raw::answer(unsafe { raw::call(libc::SYS_epoll_create1, [flags as usize, 0, 0, 0, 0, 0]) })
        as c_int
}

/// # Safety
/// As `epoll_wait(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_wait(
    fd: c_int,
    events: *mut epoll_event,
    most: c_int,
    timeout: c_int,
) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { epoll_pwait(fd, events, most, timeout, std::ptr::null()) }
}

/// # Safety
/// As `epoll_pwait(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_pwait(
    fd: c_int,
    events: *mut epoll_event,
    most: c_int,
    timeout: c_int,
    mask: *const sigset_t,
) -> c_int {
    epoll(fd, events, most, patience_in_milliseconds(timeout), mask).unwrap_or_else(|| {
        let arguments =
            [fd as usize, events as usize, most as usize, timeout as usize, mask as usize, 8];
        // SAFETY: passed on as it came.
        raw::answer(unsafe { raw::call(libc::SYS_epoll_pwait, arguments) }) as c_int
    })
}

/// # Safety
/// As `epoll_pwait2(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn epoll_pwait2(
    fd: c_int,
    events: *mut epoll_event,
    most: c_int,
    timeout: *const timespec,
    mask: *const sigset_t,
) -> c_int {
    // SAFETY: the caller's pointer.
    let patience = unsafe { patience_of(timeout) };
    epoll(fd, events, most, patience, mask).unwrap_or_else(|| {
        let arguments =
            [fd as usize, events as usize, most as usize, timeout as usize, mask as usize, 8];
        // SAFETY: passed on as it came.
        raw::answer(unsafe { raw::call(libc::SYS_epoll_pwait2, arguments) }) as c_int
    })
}

fn poll_files(files: *mut pollfd, count: nfds_t, patience: Patience) -> Option<c_int> {
    let me = turn::me()?;
    // SAFETY: the caller's array; it may be null when it is empty.
    let files = unsafe {
        if count == 0 { &mut [] } else { std::slice::from_raw_parts_mut(files, count as usize) }
    };
    let interests: Vec<Interest> =
        files.iter().map(|file| Interest { fd: file.fd, events: file.events }).collect();
    let look = || raw::poll(files, Some(0)) as isize;
    let channel = world::settings().map(|settings| settings.channel);
    let is_outside = interests.iter().any(|interest| Some(interest.fd) == channel);
    let wait = if is_outside { turn::block_outside } else { turn::block };
    let found = wait_for_any(me, &interests, patience, wait, look);
    Some(found as c_int)
}

/// # Safety
/// As `poll(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn poll(files: *mut pollfd, count: nfds_t, timeout: c_int) -> c_int {
    poll_files(files, count, patience_in_milliseconds(timeout)).unwrap_or_else(|| {
        let limit = (timeout >= 0).then(|| raw::timespec_of(timeout as u64 * 1_000_000));
        let limit = limit.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
        let arguments = [files as usize, count as usize, limit as usize, 0, 0, 0];
        // SAFETY: passed on as it came.
        raw::answer(unsafe { raw::call(libc::SYS_ppoll, arguments) }) as c_int
    })
}

/// # Safety
/// As `ppoll(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ppoll(
    files: *mut pollfd,
    count: nfds_t,
    timeout: *const timespec,
    mask: *const c_void,
) -> c_int {
    // SAFETY: the caller's pointer.
    let patience = unsafe { patience_of(timeout) };
    poll_files(files, count, patience).unwrap_or_else(|| {
        let arguments = [files as usize, count as usize, timeout as usize, mask as usize, 8, 0];
        // SAFETY: passed on as it came.
        raw::answer(unsafe { raw::call(libc::SYS_ppoll, arguments) }) as c_int
    })
}

/// There are no timer files here: a program that would wait on one falls back to time limits,
/// which the clock governs.
#[unsafe(no_mangle)]
pub extern "C" fn timerfd_create(_clock: c_int, _flags: c_int) -> c_int {
    raw::fail(libc::ENOSYS) as c_int
}
