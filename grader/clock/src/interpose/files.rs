//! Opening files. The memory of a process is a file, too, and a program that writes into it can change
//! what this library knows: that file is not opened for writing, however it is spelt. What the
//! system tells of a process there differs from run to run, so to the program it is not there.

use std::ffi::{c_char, c_int, c_long, c_void};
use std::sync::OnceLock;

use libc::{mode_t, off_t, off64_t, size_t, ssize_t};
use trace::{Refusal, Tampering};

use super::metadata;
use crate::{raw, refused, stop, turn};

/// # Safety
/// As `openat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat(
    folder: c_int,
    path: *const c_char,
    flags: c_int,
    mode: mode_t,
) -> c_int {
    let open = |flags: c_int| {
        let arguments = [folder as usize, path as usize, flags as usize, mode as usize, 0, 0];
        // SAFETY: passed on as it came.
        unsafe { raw::call(libc::SYS_openat, arguments) }
    };
    let fd = open(flags);
    let to_write = flags & libc::O_ACCMODE != libc::O_RDONLY;
    if to_write && turn::me().is_some() {
        // Looked at once it is open: what a name leads to can change between two looks. Where
        // the system does not let it be opened, the attempt is the same.
        let refused = fd == -(libc::EACCES as isize);
        let looked_at = if refused { open(libc::O_PATH | libc::O_CLOEXEC) } else { fd };
        if looked_at >= 0 && is_memory(looked_at as c_int) {
            stop::tampered(Tampering::Memory);
        }
        if fd >= 0 && flags & (libc::O_CREAT | libc::O_TRUNC) != 0 {
            metadata::opened(fd as c_int, flags);
        }
        if refused && looked_at >= 0 {
            raw::close(looked_at as c_int);
        }
    }
    if fd >= 0 && turn::me().is_some() && is_account(fd as c_int) {
        raw::close(fd as c_int);
        return raw::fail(libc::ENOENT) as c_int;
    }
    raw::answer(fd) as c_int
}

/// True for a file, and no folder, in which the system tells of processes and of itself.
fn is_account(fd: c_int) -> bool {
    // SAFETY: all zeroes is a valid value of this plain structure, and the kernel fills it.
    let is_file = || unsafe {
        let mut file: libc::stat = std::mem::zeroed();
        raw::call(libc::SYS_fstat, [fd as usize, (&raw mut file) as usize, 0, 0, 0, 0]);
        file.st_mode & libc::S_IFMT == libc::S_IFREG
    };
    is_of_processes(fd) && is_file()
}

/// True for what lies below `/proc`.
fn is_of_processes(fd: c_int) -> bool {
    // SAFETY: all zeroes is a valid value of this plain structure, and the kernel fills it.
    let kind = unsafe {
        let mut system: libc::statfs = std::mem::zeroed();
        raw::call(libc::SYS_fstatfs, [fd as usize, (&raw mut system) as usize, 0, 0, 0, 0]);
        system.f_type as c_long
    };
    kind == libc::PROC_SUPER_MAGIC as c_long
}

/// True for `/proc/N/mem` and for `/proc/N/task/N/mem`.
fn is_memory(fd: c_int) -> bool {
    if !is_of_processes(fd) {
        return false;
    }
    let name = format!("/proc/self/fd/{fd}\0");
    let mut path = [0u8; libc::PATH_MAX as usize];
    let arguments = [
        libc::AT_FDCWD as usize,
        name.as_ptr() as usize,
        path.as_mut_ptr() as usize,
        path.len(),
        0,
        0,
    ];
    // SAFETY: the name ends in a NUL, and the buffer is as long as is said.
    let length = unsafe { raw::call(libc::SYS_readlinkat, arguments) };
    // Where the system does not say what it is, it is taken for the worst.
    usize::try_from(length).is_err() || path[..length as usize].ends_with(b"/mem")
}

/// The number of a pipe or a socket, in what a link of a process leads to, is the machine's.
fn without_number(link: &mut [u8]) {
    if !link.starts_with(b"/")
        && let Some(at) = link.windows(2).position(|signs| signs == b":[")
    {
        let digits = link[at..].iter_mut().filter(|sign| sign.is_ascii_digit());
        digits.for_each(|digit| *digit = b'0');
    }
}

/// # Safety
/// As `readlinkat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readlinkat(
    folder: c_int,
    path: *const c_char,
    link: *mut c_char,
    room: size_t,
) -> ssize_t {
    let arguments = [folder as usize, path as usize, link as usize, room, 0, 0];
    // SAFETY: passed on as it came.
    let length = raw::answer(unsafe { raw::call(libc::SYS_readlinkat, arguments) });
    if length > 0 && turn::me().is_some() {
        // SAFETY: the kernel has filled so many bytes of it.
        without_number(unsafe { std::slice::from_raw_parts_mut(link.cast(), length as usize) });
    }
    length
}

/// # Safety
/// As `readlink(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readlink(path: *const c_char, link: *mut c_char, room: size_t) -> ssize_t {
    // SAFETY: passed on as it came.
    unsafe { readlinkat(libc::AT_FDCWD, path, link, room) }
}

/// # Safety
/// As `openat64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat64(
    folder: c_int,
    path: *const c_char,
    flags: c_int,
    mode: mode_t,
) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { openat(folder, path, flags | libc::O_LARGEFILE, mode) }
}

/// # Safety
/// As `open(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { openat(libc::AT_FDCWD, path, flags, mode) }
}

/// # Safety
/// As `open64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { openat64(libc::AT_FDCWD, path, flags, mode) }
}

/// # Safety
/// As `creat(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn creat(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { open(path, libc::O_CREAT | libc::O_WRONLY | libc::O_TRUNC, mode) }
}

/// # Safety
/// As `creat64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn creat64(path: *const c_char, mode: mode_t) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { creat(path, mode) }
}

/// Copies past the program's eyes would pass by the clock's, too: they are not there, which
/// sends a program back to reading and writing.
fn copies(number: c_long, arguments: [usize; 6]) -> ssize_t {
    if turn::me().is_some() {
        return raw::fail(libc::ENOSYS);
    }
    // SAFETY: passed on as it came.
    raw::answer(unsafe { raw::call(number, arguments) })
}

/// # Safety
/// As `sendfile(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile(
    to: c_int,
    from: c_int,
    offset: *mut off_t,
    count: size_t,
) -> ssize_t {
    copies(libc::SYS_sendfile, [to as usize, from as usize, offset as usize, count, 0, 0])
}

/// # Safety
/// As `sendfile64(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile64(
    to: c_int,
    from: c_int,
    offset: *mut off64_t,
    count: size_t,
) -> ssize_t {
    copies(libc::SYS_sendfile, [to as usize, from as usize, offset as usize, count, 0, 0])
}

/// # Safety
/// As `copy_file_range(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_file_range(
    from: c_int,
    from_offset: *mut off64_t,
    to: c_int,
    to_offset: *mut off64_t,
    count: size_t,
    flags: libc::c_uint,
) -> ssize_t {
    let (from_at, to_at) = (from_offset as usize, to_offset as usize);
    let arguments = [from as usize, from_at, to as usize, to_at, count, flags as usize];
    copies(libc::SYS_copy_file_range, arguments)
}

/// # Safety
/// As `splice(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn splice(
    from: c_int,
    from_offset: *mut off64_t,
    to: c_int,
    to_offset: *mut off64_t,
    count: size_t,
    flags: libc::c_uint,
) -> ssize_t {
    let arguments = [
        from as usize,
        from_offset as usize,
        to as usize,
        to_offset as usize,
        count,
        flags as usize,
    ];
    copies(libc::SYS_splice, arguments)
}

/// # Safety
/// As `flock(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn flock(fd: c_int, operation: c_int) -> c_int {
    type Flock = unsafe extern "C" fn(c_int, c_int) -> c_int;
    static SYSTEM: OnceLock<Option<Flock>> = OnceLock::new();
    // By libc's own, in which a thread that waits is told to be. SAFETY: the name is libc's, with
    // the type of its header; an address that is not there is none.
    let system = SYSTEM.get_or_init(|| unsafe {
        let found = libc::dlsym(libc::RTLD_NEXT, c"flock".as_ptr());
        std::mem::transmute::<*mut c_void, Option<Flock>>(found)
    });
    let Some(system) = system else { return raw::fail(libc::ENOSYS) as c_int };
    // SAFETY: the call takes numbers only.
    let answer = unsafe { system(fd, operation) };
    // SAFETY: the thread's own.
    if answer != 0 && unsafe { *libc::__errno_location() } == libc::EPERM {
        refused::say(Refusal::Lock);
        return raw::fail(libc::EPERM) as c_int;
    }
    answer
}
