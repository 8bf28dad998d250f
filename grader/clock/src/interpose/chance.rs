//! What differs from machine to machine and from run to run: random bytes, the number of cores
//! and the numbers of threads. Each is made a fact of the run.

use std::ffi::{c_int, c_uint, c_void};

use libc::{cpu_set_t, pid_t, size_t, ssize_t};
use trace::ThreadId;

use crate::chance::split_mix;
use crate::{raw, turn, world};

/// Cores that every program sees, wherever it runs.
const CORES: usize = 4;
/// The number of the first thread, as `gettid` answers.
const FIRST_THREAD_NUMBER: ThreadId = 1000;

/// The number that the system would give the thread.
pub(super) fn thread_number(thread: ThreadId) -> pid_t {
    (FIRST_THREAD_NUMBER + thread) as pid_t
}

/// # Safety
/// As `getrandom(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getrandom(buffer: *mut c_void, length: size_t, flags: c_uint) -> ssize_t {
    if turn::me().is_some()
        && let Some(mut world) = world::lock()
    {
        // SAFETY: the caller's buffer, as it would be the kernel's.
        let bytes = unsafe { std::slice::from_raw_parts_mut(buffer.cast::<u8>(), length) };
        for chunk in bytes.chunks_mut(8) {
            let random = split_mix(&mut world.chance).to_le_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
        return length as ssize_t;
    }
    let arguments = [buffer as usize, length, flags as usize, 0, 0, 0];
    // SAFETY: passed on as it came.
    raw::answer(unsafe { raw::call(libc::SYS_getrandom, arguments) })
}

/// # Safety
/// As `sched_getaffinity(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_getaffinity(
    process: pid_t,
    size: size_t,
    set: *mut cpu_set_t,
) -> c_int {
    if turn::me().is_some() {
        // SAFETY: the caller's buffer of `size` bytes, as it would be the kernel's.
        unsafe {
            set.cast::<u8>().write_bytes(0, size);
            (0..CORES).for_each(|core| libc::CPU_SET(core, &mut *set));
        }
        return 0;
    }
    let arguments = [process as usize, size, set as usize, 0, 0, 0];
    // SAFETY: passed on as it came. The kernel answers how many bytes it wrote.
    raw::answer(unsafe { raw::call(libc::SYS_sched_getaffinity, arguments) }).min(0) as c_int
}

/// # Safety
/// As `gettid(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettid() -> pid_t {
    match turn::me() {
        Some(me) => thread_number(me),
        // SAFETY: the call takes no arguments.
        None => unsafe { raw::call(libc::SYS_gettid, [0; 6]) as pid_t },
    }
}
