//! Answers a system call that the filter stopped: as the clock's own function for it would, had
//! the program called that.

use std::ffi::{c_int, c_long, c_void};

use libc::siginfo_t;
use trace::Tampering;

use super::filter::OWN_ARCHITECTURE;
use crate::{interpose, stop};

/// What the kernel says of a call that it stopped.
#[repr(C)]
struct Stopped {
    signal: c_int,
    errno: c_int,
    code: c_int,
    from: *const c_void,
    number: c_int,
    architecture: u32,
}

/// Takes the signal of stopped calls.
pub(crate) fn catch() {
    // SAFETY: all zeroes is a valid value of this plain structure, and the handler is one that
    // the signal's information is passed to. A call made in it may be stopped like any other.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_stopped as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_NODEFER | libc::SA_RESTART;
        libc::sigaction(libc::SIGSYS, &action, std::ptr::null_mut());
    }
}

extern "C" fn on_stopped(_signal: c_int, info: *mut siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes both, laid out like this for this signal.
    let (stopped, context) =
        unsafe { (&*info.cast::<Stopped>(), &mut *context.cast::<libc::ucontext_t>()) };
    if stopped.architecture != OWN_ARCHITECTURE {
        stop::tampered(Tampering::Call(stopped.number.into()));
    }
    // SAFETY: the address is this thread's own `errno`.
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: as above; code that makes a call past libc does not expect it to change.
    let before = unsafe { *errno };
    // SAFETY: the arguments are those of the call, made for the program.
    let answer = unsafe { interpose::answer(stopped.number.into(), arguments(context)) };
    // SAFETY: as above.
    unsafe {
        let answer = if answer == -1 { -(*errno as c_long) } else { answer };
        *errno = before;
        set_answer(context, answer);
    }
}

#[cfg(target_arch = "x86_64")]
fn arguments(context: &libc::ucontext_t) -> [usize; 6] {
    use libc::{REG_R8, REG_R9, REG_R10, REG_RDI, REG_RDX, REG_RSI};
    let registers = &context.uc_mcontext.gregs;
    [REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9].map(|r| registers[r as usize] as usize)
}

#[cfg(target_arch = "x86_64")]
fn set_answer(context: &mut libc::ucontext_t, answer: c_long) {
    context.uc_mcontext.gregs[libc::REG_RAX as usize] = answer;
}

#[cfg(target_arch = "aarch64")]
fn arguments(context: &libc::ucontext_t) -> [usize; 6] {
    std::array::from_fn(|index| context.uc_mcontext.regs[index] as usize)
}

#[cfg(target_arch = "aarch64")]
fn set_answer(context: &mut libc::ucontext_t, answer: c_long) {
    context.uc_mcontext.regs[0] = answer as u64;
}
