//! Where a thread is: the return addresses on its stack. The grader turns them into lines of
//! source, since that takes longer than most programs run.

use std::ffi::{c_int, c_void};

/// Addresses that are kept; what fits into one record.
pub(crate) const DEEPEST: usize = 96;

#[repr(C)]
struct Context {
    _opaque: [u8; 0],
}

#[link(name = "gcc_s")]
unsafe extern "C" {
    fn _Unwind_Backtrace(
        visit: extern "C" fn(*mut Context, *mut c_void) -> c_int,
        argument: *mut c_void,
    ) -> c_int;
    fn _Unwind_GetIP(context: *mut Context) -> usize;
}

/// Return addresses of the calling thread, innermost first.
pub(crate) fn take() -> Vec<u64> {
    let mut stack: Vec<u64> = Vec::with_capacity(DEEPEST);
    // SAFETY: `visit` gets back the pointer to `stack`, which outlives the call.
    unsafe { _Unwind_Backtrace(visit, (&raw mut stack).cast()) };
    stack
}

/// Addresses of the calling thread from where a signal interrupted it, innermost first, without
/// asking for memory beyond the room that there is.
pub(crate) fn take_from(interrupted_at: u64, stack: &mut Vec<u64>) {
    stack.clear();
    let mut stack = From { interrupted_at, stack };
    // SAFETY: `visit_from` gets back the pointer to `stack`, which outlives the call.
    unsafe { _Unwind_Backtrace(visit_from, (&raw mut stack).cast()) };
}

struct From<'a> {
    interrupted_at: u64,
    stack: &'a mut Vec<u64>,
}

extern "C" fn visit_from(context: *mut Context, argument: *mut c_void) -> c_int {
    // SAFETY: the unwinder passes on the pointer that `take_from` gave it.
    let From { interrupted_at, stack } = unsafe { &mut *argument.cast::<From>() };
    // SAFETY: the context is the unwinder's own.
    let address = unsafe { _Unwind_GetIP(context) } as u64;
    if !stack.is_empty() {
        stack.push(address);
    } else if address == *interrupted_at {
        // It stands where a return address would: behind the instruction.
        stack.push(address + 1);
    }
    if stack.len() < DEEPEST.min(stack.capacity()) { GO_ON } else { ENOUGH }
}

const GO_ON: c_int = 0;
const ENOUGH: c_int = 5;

extern "C" fn visit(context: *mut Context, argument: *mut c_void) -> c_int {
    // SAFETY: the unwinder passes on the pointer that `take` gave it.
    let stack = unsafe { &mut *argument.cast::<Vec<u64>>() };
    // SAFETY: the context is the unwinder's own.
    stack.push(unsafe { _Unwind_GetIP(context) } as u64);
    if stack.len() < DEEPEST { GO_ON } else { ENOUGH }
}
