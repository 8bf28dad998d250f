//! Writing. What goes to the two outputs is counted, and the grader is asked before whether it
//! has come to the same time; on a slow terminal each line takes its time to appear.

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;

use libc::{iovec, size_t, ssize_t};
use trace::{Record, ThreadId};

use super::network::send;
use super::sleep::sleep_quietly;
use super::{metadata, wait_for_file};
use crate::raw::Target;
use crate::world::World;
use crate::{busy, door, raw, stop, turn, world};

/// What the two outputs lead to.
static OUTPUTS: OnceLock<[(c_int, Option<Target>); 2]> = OnceLock::new();

/// Remembers what the outputs lead to, before the program can have changed anything.
pub(crate) fn remember() {
    let outputs = [libc::STDOUT_FILENO, libc::STDERR_FILENO];
    let _ = OUTPUTS.set(outputs.map(|fd| (fd, raw::target(fd))));
}

/// The output that a descriptor leads to, be it another name of it: a copy, or `/dev/stdout`.
fn output(target: Option<Target>) -> Option<c_int> {
    let outputs = OUTPUTS.get()?.iter();
    let mut same = outputs.filter(|(_, own)| target.is_some() && *own == target);
    same.next().map(|&(fd, _)| fd)
}

/// Writes to one of the outputs, line by line when each line costs time.
fn write_output(me: ThreadId, fd: c_int, output: c_int, bytes: &[u8]) -> isize {
    let cost = world::settings().map_or(0, |settings| settings.line_cost);
    if output != libc::STDOUT_FILENO || cost == 0 {
        return write_now(me, fd, output, bytes);
    }
    let mut written = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.ends_with(b"\n")
            && let Some(world) = world::lock()
        {
            sleep_quietly(me, world, cost);
        }
        match write_now(me, fd, output, line) {
            part if part < 0 => return if written > 0 { written } else { part },
            part => written += part,
        }
    }
    written
}

fn write_now(me: ThreadId, fd: c_int, output: c_int, bytes: &[u8]) -> isize {
    // The lock is held, so that nobody moves the time between the question and the bytes.
    let Some(mut world) = world::lock() else { return 0 };
    world.before_write(output);
    let written = raw::write(fd, bytes.as_ptr().cast(), bytes.len());
    if written > 0 {
        busy::happened(world::now());
        world.last_event = world::now();
        door::wrote(output, written as usize);
        if output == libc::STDOUT_FILENO {
            count_lines(&mut world, &bytes[..written as usize]);
        }
    }
    drop(world);
    turn::may_be_interrupted(me);
    raw::answer(written)
}

/// Says of a write that brings several lines that it does: they lay in a buffer until then.
fn count_lines(world: &mut World, bytes: &[u8]) {
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
    if lines > 1 {
        world.record(&Record::Batch { first: world.stdout_lines, lines });
    }
    world.stdout_lines += lines;
}

/// Writes to a pipe or a file, and waits for room in between when the program would
/// wait: never in the kernel, since what makes room may be another thread of the program.
fn write_elsewhere(me: ThreadId, fd: c_int, bytes: &[u8]) -> isize {
    let target = raw::target(fd);
    if let Some(output) = output(target) {
        return write_output(me, fd, output, bytes);
    }
    if target.is_some_and(|target| target.is_socket) {
        // SAFETY: the bytes are there.
        return unsafe { send(fd, bytes.as_ptr().cast(), bytes.len(), 0) };
    }
    let is_regular = target.is_some_and(|target| target.is_regular);
    if is_regular || raw::is_nonblocking(fd) {
        let written = raw::write(fd, bytes.as_ptr().cast(), bytes.len());
        if is_regular && written > 0 {
            metadata::written(fd);
        }
        return raw::answer(written);
    }
    let mut written = 0;
    while written < bytes.len() {
        wait_for_file(me, fd, libc::POLLOUT, None);
        // A pipe that is ready has room for this much at least.
        let part = &bytes[written..bytes.len().min(written + libc::PIPE_BUF)];
        match raw::write(fd, part.as_ptr().cast(), part.len()) {
            count if count > 0 => {
                busy::happened(world::now());
                written += count as usize;
            }
            _ if written > 0 => break,
            error => return raw::answer(error),
        }
    }
    written as isize
}

/// # Safety
/// As `write(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, buffer: *const c_void, count: size_t) -> ssize_t {
    let Some(me) = turn::me().filter(|_| count > 0) else {
        return raw::answer(raw::write(fd, buffer, count));
    };
    // SAFETY: the caller's buffer, as it would be the kernel's.
    let bytes = unsafe { std::slice::from_raw_parts(buffer.cast::<u8>(), count) };
    if let Some(how) = world::tampering_with(fd) {
        stop::tampered(how);
    }
    match fd {
        libc::STDOUT_FILENO | libc::STDERR_FILENO => write_output(me, fd, fd, bytes),
        _ => write_elsewhere(me, fd, bytes),
    }
}

/// # Safety
/// As `writev(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(fd: c_int, buffers: *const iovec, count: c_int) -> ssize_t {
    if turn::me().is_none() || count <= 0 {
        let arguments = [fd as usize, buffers as usize, count as usize, 0, 0, 0];
        // SAFETY: passed on as it came.
        return raw::answer(unsafe { raw::call(libc::SYS_writev, arguments) });
    }
    // SAFETY: the caller's array of buffers, as it would be the kernel's.
    let bytes = unsafe { joined(buffers, count as usize) };
    // SAFETY: the buffer is our own.
    unsafe { write(fd, bytes.as_ptr().cast(), bytes.len()) }
}

/// How many bytes so many buffers hold.
///
/// # Safety
/// As the array of `writev(2)`.
pub(super) unsafe fn length(buffers: *const iovec, count: usize) -> usize {
    // SAFETY: as the caller says.
    unsafe { parts(buffers, count) }.iter().map(|buffer| buffer.iov_len).sum()
}

/// The bytes of so many buffers.
///
/// # Safety
/// As the array of `writev(2)`.
pub(super) unsafe fn joined(buffers: *const iovec, count: usize) -> Vec<u8> {
    // SAFETY: as the caller says.
    let parts = unsafe { parts(buffers, count) }.iter().filter(|buffer| buffer.iov_len > 0);
    // SAFETY: as the caller says.
    let bytes = |part: &iovec| unsafe {
        std::slice::from_raw_parts(part.iov_base.cast::<u8>(), part.iov_len)
    };
    parts.flat_map(bytes).copied().collect()
}

/// # Safety
/// As the array of `writev(2)`; without a buffer the array need not be there.
unsafe fn parts<'a>(buffers: *const iovec, count: usize) -> &'a [iovec] {
    // SAFETY: as the caller says.
    if count == 0 { &[] } else { unsafe { std::slice::from_raw_parts(buffers, count) } }
}
