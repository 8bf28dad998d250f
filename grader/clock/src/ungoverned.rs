//! Threads of our own, which the clock does not govern.

use std::ffi::{c_int, c_void};
use std::ptr;
use std::sync::OnceLock;

use libc::{pthread_attr_t, pthread_t};

/// What a thread begins with.
pub(crate) type Routine = extern "C" fn(*mut c_void) -> *mut c_void;
/// libc's own way of making one.
pub(crate) type Create =
    unsafe extern "C" fn(*mut pthread_t, *const pthread_attr_t, Routine, *mut c_void) -> c_int;

/// libc's own `pthread_create`.
pub(crate) fn create() -> Option<Create> {
    static CREATE: OnceLock<Option<Create>> = OnceLock::new();
    *CREATE.get_or_init(|| {
        // SAFETY: the name is libc's, and the type is that of its header.
        unsafe {
            let create = libc::dlsym(libc::RTLD_NEXT, c"pthread_create".as_ptr());
            (!create.is_null()).then(|| std::mem::transmute::<*mut c_void, Create>(create))
        }
    })
}

/// Starts a thread. False when there can be no more.
pub(crate) fn start(routine: Routine) -> bool {
    let Some(create) = create() else { return false };
    let mut handle: pthread_t = 0;
    // SAFETY: the routine takes no argument, and nobody joins the thread.
    unsafe { create(&mut handle, ptr::null(), routine, ptr::null_mut()) == 0 }
}
