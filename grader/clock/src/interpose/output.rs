//! Writing. What goes to the two outputs is recorded with its time, and on a slow terminal each
//! line takes its time to appear.

use std::ffi::{c_int, c_void};

use libc::{iovec, size_t, ssize_t};
use trace::{Record, ThreadId};

use super::sleep::sleep_quietly;
use super::wait_for_file;
use crate::{raw, world};

fn is_output(fd: c_int) -> bool {
    fd == libc::STDOUT_FILENO || fd == libc::STDERR_FILENO
}

/// Writes to one of the outputs, line by line when each line costs time.
fn write_output(me: ThreadId, fd: c_int, bytes: &[u8]) -> isize {
    let cost = world::settings().map_or(0, |settings| settings.line_cost);
    if fd != libc::STDOUT_FILENO || cost == 0 {
        return write_now(me, fd, bytes);
    }
    let mut written = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.ends_with(b"\n")
            && let Some(world) = world::lock()
        {
            sleep_quietly(me, world, cost);
        }
        match write_now(me, fd, line) {
            part if part < 0 => return if written > 0 { written } else { part },
            part => written += part,
        }
    }
    written
}

fn write_now(me: ThreadId, fd: c_int, bytes: &[u8]) -> isize {
    // The lock keeps the record next to its bytes.
    let Some(world) = world::lock() else { return 0 };
    let written = raw::write(fd, bytes.as_ptr().cast(), bytes.len());
    if written > 0 {
        let at = world::now();
        world.record(&Record::Wrote { at, thread: me, fd, bytes: written as u64 });
    }
    drop(world);
    raw::answer(written)
}

/// Waits until there is room, when the program would wait.
fn wait_to_write(me: ThreadId, fd: c_int) {
    if !raw::is_nonblocking(fd) {
        wait_for_file(me, fd, libc::POLLOUT, None);
    }
}

/// # Safety
/// As `write(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, buffer: *const c_void, count: size_t) -> ssize_t {
    if let Some(me) = world::me() {
        if is_output(fd) && count > 0 {
            // SAFETY: the caller's buffer, as it would be the kernel's.
            let bytes = unsafe { std::slice::from_raw_parts(buffer.cast::<u8>(), count) };
            return write_output(me, fd, bytes);
        }
        wait_to_write(me, fd);
    }
    raw::answer(raw::write(fd, buffer, count))
}

/// # Safety
/// As `writev(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(fd: c_int, buffers: *const iovec, count: c_int) -> ssize_t {
    if let Some(me) = world::me() {
        if is_output(fd) && count > 0 {
            // SAFETY: the caller's array of buffers, as it would be the kernel's.
            let bytes: Vec<u8> = unsafe {
                std::slice::from_raw_parts(buffers, count as usize)
                    .iter()
                    .filter(|buffer| buffer.iov_len > 0)
                    .flat_map(|buffer| {
                        std::slice::from_raw_parts(buffer.iov_base.cast::<u8>(), buffer.iov_len)
                    })
                    .copied()
                    .collect()
            };
            return if bytes.is_empty() { 0 } else { write_output(me, fd, &bytes) };
        }
        wait_to_write(me, fd);
    }
    let arguments = [fd as usize, buffers as usize, count as usize, 0, 0, 0];
    // SAFETY: passed on as it came.
    raw::answer(unsafe { raw::call(libc::SYS_writev, arguments) })
}
