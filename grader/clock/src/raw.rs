//! System calls made directly, since the names that libc has for them are what this library
//! takes over. Numbers come from `libc`.

use std::ffi::{c_int, c_long, c_void};

use libc::{pollfd, timespec};

/// One system call with six arguments; the answer is the kernel's own: `-errno` on failure.
///
/// # Safety
/// As the call that is made.
#[cfg(target_arch = "x86_64")]
#[inline]
pub(crate) unsafe fn call(number: c_long, arguments: [usize; 6]) -> isize {
    let answer: isize;
    // SAFETY: the registers are the kernel's calling convention for x86_64; it keeps all others.
    unsafe {
        std::arch::asm!(
            "syscall",
            inlateout("rax") number as isize => answer,
            in("rdi") arguments[0],
            in("rsi") arguments[1],
            in("rdx") arguments[2],
            in("r10") arguments[3],
            in("r8") arguments[4],
            in("r9") arguments[5],
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    answer
}

/// One system call with six arguments; the answer is the kernel's own: `-errno` on failure.
///
/// # Safety
/// As the call that is made.
#[cfg(target_arch = "aarch64")]
#[inline]
pub(crate) unsafe fn call(number: c_long, arguments: [usize; 6]) -> isize {
    let answer: isize;
    // SAFETY: the registers are the kernel's calling convention for aarch64; it keeps all others.
    unsafe {
        std::arch::asm!(
            "svc 0",
            in("x8") number,
            inlateout("x0") arguments[0] => answer,
            in("x1") arguments[1],
            in("x2") arguments[2],
            in("x3") arguments[3],
            in("x4") arguments[4],
            in("x5") arguments[5],
            options(nostack),
        );
    }
    answer
}

/// What the kernel answered, as libc's functions return it: -1 with `errno` set on failure.
pub(crate) fn answer(answer: isize) -> isize {
    if (-4095..0).contains(&answer) { fail(-answer as c_int) } else { answer }
}

/// Sets `errno` and returns -1.
pub(crate) fn fail(errno: c_int) -> isize {
    // SAFETY: the address is this thread's own `errno`.
    unsafe { *libc::__errno_location() = errno };
    -1
}

/// `write`.
pub(crate) fn write(fd: c_int, buffer: *const c_void, count: usize) -> isize {
    // SAFETY: the kernel checks the buffer and answers EFAULT.
    unsafe { call(libc::SYS_write, [fd as usize, buffer as usize, count, 0, 0, 0]) }
}

/// Waits for one packet; what is longer than the buffer is cut. False when the other end is gone.
pub(crate) fn read_packet(fd: c_int, buffer: &mut [u8]) -> bool {
    loop {
        // SAFETY: the buffer outlives the call.
        let count = unsafe {
            let pointer = buffer.as_mut_ptr() as usize;
            call(libc::SYS_read, [fd as usize, pointer, buffer.len(), 0, 0, 0])
        };
        match count {
            count if count > 0 => return true,
            error if error == -(libc::EINTR as isize) => {}
            _ => return false,
        }
    }
}

/// Writes all of it, whatever the kernel takes at a time. False when the other end is gone.
pub(crate) fn write_all(fd: c_int, mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        match write(fd, bytes.as_ptr().cast(), bytes.len()) {
            written if written > 0 => bytes = &bytes[written as usize..],
            error if error == -(libc::EINTR as isize) => {}
            error if error == -(libc::EAGAIN as isize) => {
                let mut ready = [pollfd { fd, events: libc::POLLOUT, revents: 0 }];
                poll(&mut ready, None);
            }
            _ => return false,
        }
    }
    true
}

/// `ppoll`; nanoseconds, or `None` for no time limit. The number of ready descriptors, or 0.
pub(crate) fn poll(files: &mut [pollfd], timeout_ns: Option<u64>) -> usize {
    let limit = timeout_ns.map(timespec_of);
    let limit = limit.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: the array and the timespec outlive the call.
    let ready = unsafe {
        call(libc::SYS_ppoll, [files.as_mut_ptr() as usize, files.len(), limit as usize, 0, 0, 0])
    };
    ready.max(0) as usize
}

/// Really sleeps.
pub(crate) fn sleep(nanoseconds: u64) {
    poll(&mut [], Some(nanoseconds));
}

/// Waits while the word has this value; may return early.
pub(crate) fn futex_wait(word: &std::sync::atomic::AtomicU32, value: u32, timeout_ns: Option<u64>) {
    let operation = libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG;
    let limit = timeout_ns.map(timespec_of);
    let limit = limit.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: the word and the timespec outlive the call.
    unsafe {
        let word = std::ptr::from_ref(word) as usize;
        call(libc::SYS_futex, [word, operation as usize, value as usize, limit as usize, 0, 0]);
    }
}

/// Wakes one waiter of the word.
pub(crate) fn futex_wake(word: &std::sync::atomic::AtomicU32) {
    let operation = libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG;
    // SAFETY: the word outlives the call.
    unsafe {
        let word = std::ptr::from_ref(word) as usize;
        call(libc::SYS_futex, [word, operation as usize, 1, 0, 0, 0]);
    }
}

/// Real CPU time that the process has used, in nanoseconds.
pub(crate) fn cpu_time() -> u64 {
    let mut time = timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the kernel fills the timespec.
    unsafe {
        let time = &raw mut time;
        let clock = libc::CLOCK_PROCESS_CPUTIME_ID as usize;
        call(libc::SYS_clock_gettime, [clock, time as usize, 0, 0, 0, 0]);
    }
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// True when calls on this descriptor return at once instead of waiting.
pub(crate) fn is_nonblocking(fd: c_int) -> bool {
    // SAFETY: F_GETFL takes no pointer.
    let flags = unsafe { call(libc::SYS_fcntl, [fd as usize, libc::F_GETFL as usize, 0, 0, 0, 0]) };
    flags >= 0 && flags & libc::O_NONBLOCK as isize != 0
}

/// What a descriptor leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    /// A file on a disk, on which a write never waits for anybody.
    pub(crate) is_regular: bool,
    pub(crate) is_socket: bool,
    device: u64,
    inode: u64,
}

/// What a descriptor leads to; the same for all descriptors of one file, pipe or socket.
pub(crate) fn target(fd: c_int) -> Option<Target> {
    // SAFETY: all zeroes is a valid value of this plain structure, and the kernel fills it.
    unsafe {
        let mut status: libc::stat = std::mem::zeroed();
        let answer = call(libc::SYS_fstat, [fd as usize, (&raw mut status) as usize, 0, 0, 0, 0]);
        (answer == 0).then_some(Target {
            is_regular: status.st_mode & libc::S_IFMT == libc::S_IFREG,
            is_socket: status.st_mode & libc::S_IFMT == libc::S_IFSOCK,
            device: status.st_dev,
            inode: status.st_ino,
        })
    }
}

/// The system's number of the calling thread.
pub(crate) fn thread_number() -> libc::pid_t {
    // SAFETY: the call takes no arguments.
    unsafe { call(libc::SYS_gettid, [0; 6]) as libc::pid_t }
}

/// Sends a signal to one thread of this process.
pub(crate) fn signal(thread: libc::pid_t, signal: c_int) {
    // SAFETY: the calls take numbers only.
    unsafe {
        let process = call(libc::SYS_getpid, [0; 6]) as usize;
        call(libc::SYS_tgkill, [process, thread as usize, signal as usize, 0, 0, 0]);
    }
}

/// A descriptor that is ready for reading once the process has ended.
pub(crate) fn pidfd(process: libc::pid_t) -> Option<c_int> {
    // SAFETY: the call takes numbers only.
    let fd = unsafe { call(libc::SYS_pidfd_open, [process as usize, 0, 0, 0, 0, 0]) };
    c_int::try_from(fd).ok().filter(|&fd| fd >= 0)
}

/// Closes a descriptor.
pub(crate) fn close(fd: c_int) {
    // SAFETY: the call takes a number; the descriptor is the caller's own.
    unsafe { call(libc::SYS_close, [fd as usize, 0, 0, 0, 0, 0]) };
}

/// Ends the process at once, without destructors.
pub(crate) fn exit_group(code: c_int) -> ! {
    loop {
        // SAFETY: the call does not return.
        unsafe { call(libc::SYS_exit_group, [code as usize, 0, 0, 0, 0, 0]) };
    }
}

/// Nanoseconds as the kernel takes them.
pub(crate) fn timespec_of(nanoseconds: u64) -> timespec {
    timespec {
        tv_sec: (nanoseconds / 1_000_000_000) as libc::time_t,
        tv_nsec: (nanoseconds % 1_000_000_000) as c_long,
    }
}
