//! Interrupting a thread that does not call anything: it says where it is, or gives its turn up.
//!
//! Both are done by the thread itself, in the handler of a signal that belongs to the clock.

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use trace::ThreadId;

use crate::lock::Lock;
use crate::world::{self, Locked};
use crate::{circle, raw, stack};

/// The signal: one that no program has a reason to use.
pub(crate) const SIGNAL: c_int = 63;
/// Real time that a thread is given to answer.
const PATIENCE_NS: u64 = 1_000_000_000;

/// What the next signal asks for.
static ASKED: AtomicU32 = AtomicU32::new(WHERE);
const WHERE: u32 = 0;
const STEP_BACK: u32 = 1;
const AROUND: u32 = 2;

/// Where the thread that was asked is. Its room is made at the start: a thread may be interrupted
/// while it asks for memory.
static FOUND: Lock<Vec<u64>> = Lock::new(Vec::new());
static ANSWERS: AtomicU32 = AtomicU32::new(0);

/// How the thread that was asked gives its turn up.
type StepBack = fn(ThreadId, Locked);
static GIVE_UP: OnceLock<StepBack> = OnceLock::new();

/// Where the program's own code lies.
static PROGRAM: OnceLock<(u64, u64)> = OnceLock::new();

/// Takes the signal. A thread that is to step back does so by `step_back`, with the world locked.
pub(crate) fn catch(step_back: StepBack) {
    GIVE_UP.get_or_init(|| step_back);
    FOUND.lock().reserve(stack::DEEPEST);
    PROGRAM.get_or_init(program_text);
    // SAFETY: all zeroes is a valid value of this plain structure, and the handler is one that
    // the signal's information is passed to.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_interrupt as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_RESTART;
        libc::sigaction(SIGNAL, &action, std::ptr::null_mut());
    }
}

/// Return addresses of another thread, innermost first; none when it does not answer.
pub(crate) fn place_of(thread: ThreadId) -> Vec<u64> {
    FOUND.lock().clear();
    ASKED.store(WHERE, Ordering::Release);
    let before = ANSWERS.load(Ordering::Acquire);
    raw::signal(world::system_number(thread), SIGNAL);
    raw::futex_wait(&ANSWERS, before, Some(PATIENCE_NS));
    FOUND.lock().clone()
}

/// What another thread goes through again and again, as addresses behind instructions; nothing
/// when it is no circle.
pub(crate) fn circle_of(thread: ThreadId) -> Vec<u64> {
    circle::prepare();
    ASKED.store(AROUND, Ordering::Release);
    raw::signal(world::system_number(thread), SIGNAL);
    circle::await_outcome(PATIENCE_NS)
}

/// Lets the others go before a thread that computes without a call, if it is in its own code: in
/// a library it may hold what the others need.
pub(crate) fn step_back(thread: ThreadId) {
    ASKED.store(STEP_BACK, Ordering::Release);
    raw::signal(world::system_number(thread), SIGNAL);
}

extern "C" fn on_interrupt(_signal: c_int, _info: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the kernel passes the interrupted thread's registers.
    let context = unsafe { &mut *context.cast::<libc::ucontext_t>() };
    let at = circle::address(context);
    // SAFETY: the address is this thread's own `errno`, which its code does not expect to change.
    let errno = unsafe { libc::__errno_location() };
    // SAFETY: as above.
    let before = unsafe { *errno };
    match ASKED.load(Ordering::Acquire) {
        WHERE => {
            if let Some(mut found) = FOUND.try_lock() {
                stack::take_from(at, &mut found);
            }
            ANSWERS.fetch_add(1, Ordering::Release);
            raw::futex_wake(&ANSWERS);
        }
        AROUND => circle::lead(context),
        _ => {
            let own = PROGRAM.get().is_some_and(|&(start, end)| (start..end).contains(&at));
            if own
                && let Some(me) = world::who()
                && let Some(world) = world::lock()
                && world.running == Some(me)
                && let Some(step_back) = GIVE_UP.get()
            {
                step_back(me, world);
            }
        }
    }
    // SAFETY: as above.
    unsafe { *errno = before };
}

/// The first object that the linker names is the program itself.
fn program_text() -> (u64, u64) {
    unsafe extern "C" fn visit(
        object: *mut libc::dl_phdr_info,
        _size: usize,
        text: *mut c_void,
    ) -> c_int {
        // SAFETY: the linker passes a valid object with as many headers, and the text below.
        let (base, headers, text) = unsafe {
            let object = &*object;
            let headers = std::slice::from_raw_parts(object.dlpi_phdr, object.dlpi_phnum as usize);
            (object.dlpi_addr, headers, &mut *text.cast::<(u64, u64)>())
        };
        let code = |header: &&libc::Elf64_Phdr| {
            header.p_type == libc::PT_LOAD && header.p_flags & libc::PF_X != 0
        };
        if let Some(header) = headers.iter().find(code) {
            let start = base + header.p_vaddr;
            *text = (start, start + header.p_memsz);
        }
        1
    }
    let mut text = (0, 0);
    // SAFETY: `visit` is called before this returns, with the text that outlives the call.
    unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut text).cast()) };
    text
}
