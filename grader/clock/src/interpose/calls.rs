//! System calls by their number: made through `syscall(2)`, or past the C library and stopped by
//! the filter of strict mode. Each is answered as the function that is named like it would.

use std::ffi::{c_int, c_long, c_uint};

use trace::{Tampering, ThreadId};

use super::{
    chance, children, files, futex, input, metadata, network, output, readiness, sleep, time,
};
use crate::{guard, raw, stop, turn, world};

/// In C this function takes any number of arguments; on the systems that are supported a
/// function of seven is called in the same way.
///
/// # Safety
/// As the system call that is asked for.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn syscall(
    number: c_long,
    a: usize,
    b: usize,
    c: usize,
    d: usize,
    e: usize,
    f: usize,
) -> c_long {
    // SAFETY: passed on as it came.
    unsafe { answer(number, [a, b, c, d, e, f]) }
}

/// Answers a system call as the functions of libc do: -1 with `errno` set on failure.
///
/// # Safety
/// As the system call that is asked for.
pub(crate) unsafe fn answer(number: c_long, arguments: [usize; 6]) -> c_long {
    // SAFETY: the caller's arguments, as they would be the kernel's.
    let governed = turn::me().and_then(|me| unsafe { govern(me, number, arguments) });
    governed.unwrap_or_else(|| {
        // SAFETY: passed on as it came.
        raw::answer(unsafe { raw::call(number, arguments) }) as c_long
    })
}

/// The clock's answer; `None` for calls that are left to the kernel.
///
/// # Safety
/// As the system call that is asked for.
unsafe fn govern(me: ThreadId, number: c_long, arguments: [usize; 6]) -> Option<c_long> {
    let [a, b, c, d, e, f] = arguments;
    let fd = a as c_int;
    if guard::ON_A_DESCRIPTOR.contains(&number)
        && let Some(how) = world::tampering_with(fd)
    {
        stop::tampered(how);
    }
    // SAFETY: in every arm: the caller's arguments, as they would be the kernel's.
    let answer = unsafe {
        match number {
            libc::SYS_futex => {
                return futex::futex(me, a, b as c_int, c as u32, d, e, f as u32)
                    .map(|answer| answer as c_long);
            }
            libc::SYS_gettid => chance::thread_number(me) as c_long,
            libc::SYS_getrandom => chance::getrandom(a as *mut _, b, c as c_uint) as c_long,
            libc::SYS_sched_getaffinity => {
                chance::sched_getaffinity(fd, b, c as *mut _);
                size_of::<libc::cpu_set_t>().min(b) as c_long
            }
            libc::SYS_nanosleep => sleep::nanosleep(a as *const _, b as *mut _).into(),
            libc::SYS_clock_nanosleep => {
                match sleep::clock_nanosleep(fd, b as c_int, c as *const _, d as *mut _) {
                    0 => 0,
                    error => raw::fail(error) as c_long,
                }
            }
            libc::SYS_sched_yield => sleep::sched_yield().into(),
            libc::SYS_clock_gettime => time::clock_gettime(fd, b as *mut _).into(),
            libc::SYS_gettimeofday => time::gettimeofday(a as *mut _, b as *mut _).into(),
            libc::SYS_read => input::read(fd, b as *mut _, c) as c_long,
            libc::SYS_readv => input::readv(fd, b as *const _, c as c_int) as c_long,
            libc::SYS_recvmsg => input::recvmsg(fd, b as *mut _, c as c_int) as c_long,
            libc::SYS_recvfrom => {
                input::recvfrom(fd, b as *mut _, c, d as c_int, e as *mut _, f as *mut _) as c_long
            }
            libc::SYS_accept4 => input::accept4(fd, b as *mut _, c as *mut _, d as c_int).into(),
            libc::SYS_write => output::write(fd, b as *const _, c) as c_long,
            libc::SYS_writev => output::writev(fd, b as *const _, c as c_int) as c_long,
            libc::SYS_sendto => {
                network::sendto(fd, b as *const _, c, d as c_int, e as *const _, f as u32) as c_long
            }
            libc::SYS_sendmsg => network::sendmsg(fd, b as *const _, c as c_int) as c_long,
            libc::SYS_socket => network::socket(fd, b as c_int, c as c_int).into(),
            libc::SYS_setsockopt => {
                let (level, name) = (b as c_int, c as c_int);
                network::setsockopt(fd, level, name, d as *const _, e as u32).into()
            }
            libc::SYS_ppoll => {
                readiness::ppoll(a as *mut _, b as u64, c as *const _, d as *const _).into()
            }
            libc::SYS_epoll_pwait => {
                let events = b as *mut _;
                readiness::epoll_pwait(fd, events, c as c_int, d as c_int, e as *const _).into()
            }
            libc::SYS_epoll_pwait2 => {
                let events = b as *mut _;
                readiness::epoll_pwait2(fd, events, c as c_int, d as *const _, e as *const _).into()
            }
            libc::SYS_openat => {
                files::openat(fd, b as *const _, c as c_int, d as libc::mode_t).into()
            }
            libc::SYS_wait4 => children::wait4(fd, b as *mut _, c as c_int, d as *mut _).into(),
            libc::SYS_waitid => {
                children::waitid(a as c_uint, b as c_uint, c as *mut _, d as c_int).into()
            }
            libc::SYS_statx => {
                metadata::statx(fd, b as *const _, c as c_int, d as c_uint, e as *mut _).into()
            }
            libc::SYS_newfstatat => {
                metadata::fstatat(fd, b as *const _, c as *mut _, d as c_int).into()
            }
            libc::SYS_fstat => metadata::fstat(fd, b as *mut _).into(),
            libc::SYS_ftruncate => metadata::ftruncate(fd, b as libc::off_t).into(),
            libc::SYS_copy_file_range
            | libc::SYS_sendfile
            | libc::SYS_splice
            | libc::SYS_tee
            | libc::SYS_vmsplice
            | libc::SYS_openat2
            | libc::SYS_timerfd_create
            | libc::SYS_io_uring_setup => raw::fail(libc::ENOSYS) as c_long,
            libc::SYS_ptrace
            | libc::SYS_process_vm_readv
            | libc::SYS_process_vm_writev
            | libc::SYS_pidfd_getfd => stop::tampered(Tampering::Call(number)),
            _ => return old(number, arguments).or_else(|| refused(number, arguments)),
        }
    };
    Some(answer)
}

/// Calls that newer architectures have no more.
///
/// # Safety
/// As the system call that is asked for.
#[cfg(target_arch = "x86_64")]
unsafe fn old(number: c_long, [a, b, c, d, _, _]: [usize; 6]) -> Option<c_long> {
    let fd = a as c_int;
    // SAFETY: in every arm: the caller's arguments, as they would be the kernel's.
    let answer = unsafe {
        match number {
            libc::SYS_time => time::time(a as *mut _),
            libc::SYS_poll => readiness::poll(a as *mut _, b as u64, c as c_int).into(),
            libc::SYS_epoll_wait => {
                readiness::epoll_wait(fd, b as *mut _, c as c_int, d as c_int).into()
            }
            libc::SYS_accept => input::accept(fd, b as *mut _, c as *mut _).into(),
            libc::SYS_open => files::open(a as *const _, b as c_int, c as libc::mode_t).into(),
            libc::SYS_creat => files::creat(a as *const _, b as libc::mode_t).into(),
            _ => return None,
        }
    };
    Some(answer)
}

#[cfg(not(target_arch = "x86_64"))]
unsafe fn old(_number: c_long, _arguments: [usize; 6]) -> Option<c_long> {
    None
}

/// In strict mode: calls that would take a program, or a part of it, out of the clock's sight.
/// They fail as where a system forbids them.
fn refused(number: c_long, arguments: [usize; 6]) -> Option<c_long> {
    if !world::settings().is_some_and(|settings| settings.strict) {
        return None;
    }
    let refused = match number {
        libc::SYS_execve | libc::SYS_execveat | libc::SYS_clone | libc::SYS_clone3 => true,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_fork | libc::SYS_vfork => true,
        libc::SYS_prctl => {
            [libc::PR_SET_DUMPABLE, libc::PR_SET_TSC].contains(&(arguments[0] as c_int))
        }
        _ => false,
    };
    if refused {
        return Some(raw::fail(libc::EPERM) as c_long);
    }
    let ours =
        number == libc::SYS_rt_sigaction && guard::SIGNALS.contains(&(arguments[0] as c_int));
    ours.then(|| raw::fail(libc::EINVAL) as c_long)
}
