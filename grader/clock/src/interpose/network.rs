//! Sockets: made so that a small message is never held back, and sent without blocking.
//!
//! Without this the kernel keeps a second small write for up to 40 ms of *real* time, and by then
//! virtual time has long moved on (Nagle's algorithm meets delayed acknowledgement).

use std::ffi::{c_int, c_void};

use libc::{msghdr, size_t, sockaddr, socklen_t, ssize_t};

use super::input::time_limit;
use super::{deadline_in, wait_for_file};
use crate::{busy, raw, refused, stop, turn, world};

/// # Safety
/// As `socket(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn socket(domain: c_int, kind: c_int, protocol: c_int) -> c_int {
    let of_network = domain == libc::AF_INET || domain == libc::AF_INET6;
    if of_network && let Some(answer) = refused::network() {
        return answer as c_int;
    }
    let arguments = [domain as usize, kind as usize, protocol as usize, 0, 0, 0];
    // SAFETY: passed on as it came.
    let fd = raw::answer(unsafe { raw::call(libc::SYS_socket, arguments) }) as c_int;
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

/// Sends without blocking, and waits for room in between when the program would wait. `call` sends
/// what is left behind so many bytes. As in the kernel, a stream takes all that it is given; a time
/// limit that is over cuts it short.
fn send_with(fd: c_int, flags: c_int, all: usize, call: impl Fn(usize, c_int) -> isize) -> isize {
    if let Some(how) = turn::me().and_then(|_| world::tampering_with(fd)) {
        stop::tampered(how);
    }
    let waits = flags & libc::MSG_DONTWAIT == 0 && !raw::is_nonblocking(fd);
    let Some(me) = turn::me().filter(|_| waits) else { return raw::answer(call(0, flags)) };
    let is_stream = option(fd, libc::SO_TYPE) == libc::SOCK_STREAM;
    let is_local = option(fd, libc::SO_DOMAIN) == libc::AF_UNIX;
    let mut sent = 0;
    let mut deadline = None;
    let mut is_over = false;
    loop {
        // That nobody reads any more is told by the next call, once something has been sent.
        let quiet = if sent > 0 { libc::MSG_NOSIGNAL } else { 0 };
        let part = call(sent, flags | quiet | libc::MSG_DONTWAIT);
        if let Ok(part) = usize::try_from(part) {
            sent += part;
            busy::happened(world::now());
            if sent >= all || !is_stream {
                return sent as isize;
            }
            // Between processes of one machine the limit is for each piece, else for the call.
            if is_local {
                (deadline, is_over) = (None, false);
            }
        } else if part != -(libc::EAGAIN as isize) || is_over {
            return if sent > 0 { sent as isize } else { raw::answer(part) };
        } else {
            let limit = || time_limit(fd, libc::SO_SNDTIMEO).and_then(deadline_in);
            let deadline = *deadline.get_or_insert_with(limit);
            is_over = !wait_for_file(me, fd, libc::POLLOUT, deadline);
        }
    }
}

/// An option of a socket that is a number; 0 when it has none.
fn option(fd: c_int, name: c_int) -> c_int {
    let mut value: c_int = 0;
    let mut length = size_of::<c_int>() as socklen_t;
    let level = libc::SOL_SOCKET as usize;
    let (value_at, length_at) = ((&raw mut value) as usize, (&raw mut length) as usize);
    // SAFETY: the pointers are to locals.
    unsafe {
        raw::call(libc::SYS_getsockopt, [fd as usize, level, name as usize, value_at, length_at, 0])
    };
    value
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
    // SAFETY: passed on as it came.
    unsafe { sendto(fd, buffer, count, flags, std::ptr::null(), 0) }
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
    send_with(fd, flags, count, |sent, flags| {
        let (from, left) = (buffer as usize + sent, count - sent);
        let arguments =
            [fd as usize, from, left, flags as usize, address as usize, length as usize];
        // SAFETY: the arguments are the caller's own, but for what has been sent, and the flags.
        unsafe { raw::call(libc::SYS_sendto, arguments) }
    })
}

/// # Safety
/// As `sendmsg(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendmsg(fd: c_int, message: *const msghdr, flags: c_int) -> ssize_t {
    // SAFETY: the caller's message, as it would be the kernel's.
    let bytes = || unsafe { super::output::joined((*message).msg_iov, (*message).msg_iovlen) };
    // SAFETY: as above.
    let all = unsafe { super::output::length((*message).msg_iov, (*message).msg_iovlen) };
    send_with(fd, flags, all, |sent, flags| {
        let whole = [fd as usize, message as usize, flags as usize, 0, 0, 0];
        if sent == 0 {
            // SAFETY: the arguments are the caller's own, but for the flags.
            return unsafe { raw::call(libc::SYS_sendmsg, whole) };
        }
        // What goes with the bytes went with the first of them.
        let bytes = bytes();
        let rest = &bytes[sent..];
        let arguments = [fd as usize, rest.as_ptr() as usize, rest.len(), flags as usize, 0, 0];
        // SAFETY: the buffer is our own.
        unsafe { raw::call(libc::SYS_sendto, arguments) }
    })
}
