//! What a library may not do in its own right, and what it may not do to the clock.

use std::ffi::{c_int, c_long};

use super::filter::Rule;

/// Signals that belong to the clock; a program cannot take them over.
pub(crate) const SIGNALS: [c_int; 2] = [libc::SIGSYS, crate::interrupt::SIGNAL];

/// What waits, writes or tells the time goes by the clock's own functions, and nobody opens a file
/// for writing unseen, reaches into a process or touches what the clock stands on. Starting a
/// process is left alone: the C library does so in places where no signal could be answered.
pub(super) fn rules(own: [c_int; 3]) -> Vec<Rule> {
    const WRITES: u32 = (libc::O_WRONLY | libc::O_RDWR) as u32;
    const DUMPABLE: u32 = libc::PR_SET_DUMPABLE as u32;
    let mut rules: Vec<Rule> = GOVERNED.iter().map(|&number| Rule::Always(number)).collect();
    rules.extend([
        Rule::AnyBit(libc::SYS_openat, 2, WRITES),
        // The C library itself waits for a child that could not become another program, without
        // asking how it ended: no signal could be answered there, and no time is lost.
        Rule::AnyBit(libc::SYS_wait4, 1, u32::MAX),
        Rule::First(libc::SYS_prctl, [DUMPABLE; 3]),
    ]);
    #[cfg(target_arch = "x86_64")]
    rules.push(Rule::AnyBit(libc::SYS_open, 1, WRITES));
    let own = own.map(|fd| fd as u32);
    rules.extend(ON_A_DESCRIPTOR.map(|number| Rule::First(number, own)));
    rules
}

const GOVERNED: &[c_long] = &[
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_sched_yield,
    libc::SYS_clock_gettime,
    libc::SYS_gettimeofday,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_ppoll,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_waitid,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_io_uring_setup,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_epoll_wait,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_time,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_creat,
];

/// Calls whose first argument is a descriptor, and that say, copy or close something with it.
pub(crate) const ON_A_DESCRIPTOR: [c_long; 14] = [
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_vmsplice,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_fcntl,
    libc::SYS_ioctl,
    libc::SYS_shutdown,
    libc::SYS_close,
];
