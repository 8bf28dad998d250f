//! Sockets: made so that a small message is never held back, and sent without blocking.
//!
//! Without this the kernel keeps a second small write for up to 40 ms of *real* time, and by then
//! virtual time has long moved on (Nagle's algorithm meets delayed acknowledgement).

use std::ffi::{c_int, c_void};

use libc::{msghdr, size_t, sockaddr, socklen_t, ssize_t};

use super::input::time_limit;
use super::{deadline_in, wait_for_file};
use crate::{raw, stop, turn, world};

/// # Safety
/// As `socket(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn socket(domain: c_int, kind: c_int, protocol: c_int) -> c_int {
    let arguments = [domain as usize, kind as usize, protocol as usize, 0, 0, 0];
    // SAFETY: passed on as it came.
    let fd = raw::answer(unsafe { raw::call(libc::SYS_socket, arguments) }) as c_int;
    let of_network = domain == libc::AF_INET || domain == libc::AF_INET6;
    if fd >= 0
        && of_network
        && turn::me().is_some()
        && let Some(mut world) = world::lock()
    {
        world.has_sockets = true;
        send_at_once(fd);
    }
    fd
}

/// Accepted sockets inherit this from the one that listens. On others than TCP it fails, which
/// is as well.
fn send_at_once(fd: c_int) {
    let on: c_int = 1;
    let arguments = [
        fd as usize,
        libc::IPPROTO_TCP as usize,
        libc::TCP_NODELAY as usize,
        (&raw const on) as usize,
        size_of::<c_int>(),
        0,
    ];
    // SAFETY: the pointer is to a local.
    unsafe { raw::call(libc::SYS_setsockopt, arguments) };
}

/// # Safety
/// As `setsockopt(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setsockopt(
    fd: c_int,
    level: c_int,
    name: c_int,
    value: *const c_void,
    length: socklen_t,
) -> c_int {
    if turn::me().is_some() && level == libc::IPPROTO_TCP && name == libc::TCP_NODELAY {
        return 0;
    }
    let arguments =
        [fd as usize, level as usize, name as usize, value as usize, length as usize, 0];
    // SAFETY: passed on as it came.
    raw::answer(unsafe { raw::call(libc::SYS_setsockopt, arguments) }) as c_int
}

/// Sends without blocking, and waits for room in between when the program would wait.
fn send_with(
    fd: c_int,
    flags: c_int,
    number: libc::c_long,
    arguments: impl Fn(c_int) -> [usize; 6],
) -> isize {
    if let Some(how) = turn::me().and_then(|_| world::tampering_with(fd)) {
        stop::tampered(how);
    }
    let waits = flags & libc::MSG_DONTWAIT == 0 && !raw::is_nonblocking(fd);
    let Some(me) = turn::me().filter(|_| waits) else {
        // SAFETY: the arguments are the caller's own.
        return raw::answer(unsafe { raw::call(number, arguments(flags)) });
    };
    loop {
        // SAFETY: the arguments are the caller's own, but for the flag.
        let sent = unsafe { raw::call(number, arguments(flags | libc::MSG_DONTWAIT)) };
        if sent != -(libc::EAGAIN as isize) {
            return raw::answer(sent);
        }
        let deadline = time_limit(fd, libc::SO_SNDTIMEO).and_then(deadline_in);
        if !wait_for_file(me, fd, libc::POLLOUT, deadline) {
            return raw::fail(libc::EAGAIN);
        }
    }
}

/// # Safety
/// As `send(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn send(
    fd: c_int,
    buffer: *const c_void,
    count: size_t,
    flags: c_int,
) -> ssize_t {
    send_with(fd, flags, libc::SYS_sendto, |flags| {
        [fd as usize, buffer as usize, count, flags as usize, 0, 0]
    })
}

/// # Safety
/// As `sendto(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendto(
    fd: c_int,
    buffer: *const c_void,
    count: size_t,
    flags: c_int,
    address: *const sockaddr,
    length: socklen_t,
) -> ssize_t {
    send_with(fd, flags, libc::SYS_sendto, |flags| {
        let address = address as usize;
        [fd as usize, buffer as usize, count, flags as usize, address, length as usize]
    })
}

/// # Safety
/// As `sendmsg(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendmsg(fd: c_int, message: *const msghdr, flags: c_int) -> ssize_t {
    send_with(fd, flags, libc::SYS_sendmsg, |flags| {
        [fd as usize, message as usize, flags as usize, 0, 0, 0]
    })
}
