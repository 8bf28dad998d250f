//! What a thread that goes round in a circle goes through: it is led through its own code one
//! instruction at a time, until everything comes again.
//!
//! One look would find another line of the same loop every time. The whole loop is always the
//! same, and so is its first line.

use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use libc::ucontext_t;

use crate::lock::Lock;
use crate::raw;

/// Instructions that a thread is led through: in the first half it may meet new ones.
const STEPS: usize = 6000;
/// Different instructions of one circle; what has more is no circle that one could name.
const MOST: usize = 1000;

static MET: Lock<Vec<u64>> = Lock::new(Vec::new());
static TAKEN: AtomicUsize = AtomicUsize::new(0);
/// 0 while a thread is on its way, then 1 for a circle and 2 for none.
static OUTCOME: AtomicU32 = AtomicU32::new(0);

/// Makes ready for one thread to be led.
pub(crate) fn prepare() {
    let mut met = MET.lock();
    met.clear();
    met.reserve(MOST);
    TAKEN.store(0, Ordering::Relaxed);
    OUTCOME.store(0, Ordering::Release);
    // SAFETY: all zeroes is a valid value of this plain structure, and the handler is one that
    // the signal's information is passed to.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_step as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO;
        libc::sigaction(libc::SIGTRAP, &action, std::ptr::null_mut());
    }
}

/// Starts to lead the interrupted thread. It goes on from there, one instruction at a time.
pub(crate) fn lead(context: &mut ucontext_t) {
    if !set_step(context, true) {
        finish(false);
    }
}

/// The addresses behind the instructions of the circle; none when there is no circle, or when
/// the thread has not moved for so many nanoseconds.
pub(crate) fn await_outcome(nanoseconds: u64) -> Vec<u64> {
    let mut before = usize::MAX;
    while OUTCOME.load(Ordering::Acquire) == 0 && TAKEN.load(Ordering::Relaxed) != before {
        before = TAKEN.load(Ordering::Relaxed);
        raw::futex_wait(&OUTCOME, 0, Some(nanoseconds));
    }
    match OUTCOME.load(Ordering::Acquire) {
        1 => MET.lock().iter().map(|address| address + 1).collect(),
        _ => Vec::new(),
    }
}

extern "C" fn on_step(_signal: c_int, _info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes the thread's registers.
    let context = unsafe { &mut *context.cast::<ucontext_t>() };
    let taken = TAKEN.fetch_add(1, Ordering::Relaxed);
    let known = meet(address(context));
    let goes_on = known || taken < STEPS / 2;
    if !goes_on || taken == STEPS {
        set_step(context, false);
        finish(goes_on);
    }
}

/// True when the address was met before. It asks for no memory.
fn meet(address: u64) -> bool {
    let Some(mut met) = MET.try_lock() else { return false };
    let known = met.contains(&address);
    if !known && met.len() < MOST {
        met.push(address);
    }
    known
}

fn finish(is_circle: bool) {
    OUTCOME.store(if is_circle { 1 } else { 2 }, Ordering::Release);
    raw::futex_wake(&OUTCOME);
}

/// Where an interrupted thread is.
#[cfg(target_arch = "x86_64")]
pub(crate) fn address(context: &ucontext_t) -> u64 {
    context.uc_mcontext.gregs[libc::REG_RIP as usize] as u64
}

/// Where an interrupted thread is.
#[cfg(target_arch = "aarch64")]
pub(crate) fn address(context: &ucontext_t) -> u64 {
    context.uc_mcontext.pc
}

/// Whether the thread stops after its next instruction. False where a program cannot ask for it.
#[cfg(target_arch = "x86_64")]
fn set_step(context: &mut ucontext_t, on: bool) -> bool {
    const TRAP_FLAG: i64 = 1 << 8;
    let flags = &mut context.uc_mcontext.gregs[libc::REG_EFL as usize];
    *flags = if on { *flags | TRAP_FLAG } else { *flags & !TRAP_FLAG };
    true
}

#[cfg(target_arch = "aarch64")]
fn set_step(_context: &mut ucontext_t, _on: bool) -> bool {
    false
}
