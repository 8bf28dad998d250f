//! Signals: a program handles its own.

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;

use crate::{guard, raw, turn};

type Action = unsafe extern "C" fn(c_int, *const libc::sigaction, *mut libc::sigaction) -> c_int;

/// libc's own function.
fn system() -> Option<Action> {
    static SYSTEM: OnceLock<Option<Action>> = OnceLock::new();
    // SAFETY: the name is libc's, and the type is that of its header; an address that is not
    // there is none.
    *SYSTEM.get_or_init(|| unsafe {
        let found = libc::dlsym(libc::RTLD_NEXT, c"sigaction".as_ptr());
        std::mem::transmute::<*mut c_void, Option<Action>>(found)
    })
}

/// Signals that belong to the clock cannot be taken over.
///
/// # Safety
/// As `sigaction(2)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaction(
    signal: c_int,
    new: *const libc::sigaction,
    old: *mut libc::sigaction,
) -> c_int {
    match system() {
        Some(sigaction)
            if new.is_null() || !guard::SIGNALS.contains(&signal) || turn::me().is_none() =>
        {
            // SAFETY: passed on as it came.
            unsafe { sigaction(signal, new, old) }
        }
        _ => raw::fail(libc::EINVAL) as c_int,
    }
}
