//! Reading from files, pipes and sockets that may have nothing yet.

use std::ffi::{c_int, c_void};

use libc::{iovec, msghdr, size_t, sockaddr, socklen_t, ssize_t, timeval};

use super::{deadline_in, wait_for_file};
use crate::{raw, stop, turn, world};

/// Waits until the descriptor can be read, when the program would wait. False when the time that
/// the socket allows for it is over.
fn wait_to_read(fd: c_int, flags: c_int) -> bool {
    let Some(me) = turn::me() else { return true };
    if let Some(how) = world::tampering_with(fd) {
        stop::tampered(how);
    }
    if flags & libc::MSG_DONTWAIT != 0 || raw::is_nonblocking(fd) {
        return true;
    }
    wait_for_file(me, fd, libc::POLLIN, time_limit(fd, libc::SO_RCVTIMEO).and_then(deadline_in))
}

/// Nanoseconds that a socket allows for a call; absent for other files and for no limit.
pub(super) fn time_limit(fd: c_int, option: c_int) -> Option<u64> {
    let mut limit = timeval { tv_sec: 0, tv_usec: 0 };
    let mut length = size_of::<timeval>() as socklen_t;
    let arguments = [
        fd as usize,
        libc::SOL_SOCKET as usize,
        option as usize,
        (&raw mut limit) as usize,
        (&raw mut length) as usize,
        0,
    ];
    // SAFETY: the pointers are to locals.
    let answer = unsafe { raw::call(libc::SYS_getsockopt, arguments) };
    let nanoseconds = limit.tv_sec as u64 * 1_000_000_000 + limit.tv_usec as u64 * 1_000;
    (answer == 0 && nanoseconds > 0).then_some(nanoseconds)
}

/// Makes the call once the descriptor is ready.
fn read_with(fd: c_int, flags: c_int, number: libc::c_long, arguments: [usize; 6]) -> isize {
    if !wait_to_read(fd, flags) {
        return raw::fail(libc::EAGAIN);
    }
    // SAFETY: the arguments are the caller's own, as libc would pass them on.
    raw::answer(unsafe { raw::call(number, arguments) })
}

/// # Safety
/// As `read(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn read(fd: c_int, buffer: *mut c_void, count: size_t) -> ssize_t {
    read_with(fd, 0, libc::SYS_read, [fd as usize, buffer as usize, count, 0, 0, 0])
}

/// # Safety
/// As `readv(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readv(fd: c_int, buffers: *const iovec, count: c_int) -> ssize_t {
    let arguments = [fd as usize, buffers as usize, count as usize, 0, 0, 0];
    read_with(fd, 0, libc::SYS_readv, arguments)
}

/// # Safety
/// As `recv(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recv(
    fd: c_int,
    buffer: *mut c_void,
    count: size_t,
    flags: c_int,
) -> ssize_t {
    let arguments = [fd as usize, buffer as usize, count, flags as usize, 0, 0];
    read_with(fd, flags, libc::SYS_recvfrom, arguments)
}

/// # Safety
/// As `recvfrom(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recvfrom(
    fd: c_int,
    buffer: *mut c_void,
    count: size_t,
    flags: c_int,
    address: *mut sockaddr,
    length: *mut socklen_t,
) -> ssize_t {
    let arguments =
        [fd as usize, buffer as usize, count, flags as usize, address as usize, length as usize];
    read_with(fd, flags, libc::SYS_recvfrom, arguments)
}

/// # Safety
/// As `recvmsg(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recvmsg(fd: c_int, message: *mut msghdr, flags: c_int) -> ssize_t {
    let arguments = [fd as usize, message as usize, flags as usize, 0, 0, 0];
    read_with(fd, flags, libc::SYS_recvmsg, arguments)
}

/// # Safety
/// As `accept(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn accept(
    fd: c_int,
    address: *mut sockaddr,
    length: *mut socklen_t,
) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { accept4(fd, address, length, 0) }
}

/// # Safety
/// As `accept4(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn accept4(
    fd: c_int,
    address: *mut sockaddr,
    length: *mut socklen_t,
    flags: c_int,
) -> c_int {
    let arguments = [fd as usize, address as usize, length as usize, flags as usize, 0, 0];
    read_with(fd, 0, libc::SYS_accept4, arguments) as c_int
}
