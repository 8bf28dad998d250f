//! Ctrl-C: what we started ends with us, what we were writing is taken away, and the terminal is
//! as it was.

use std::sync::OnceLock;

use super::keys;
use course::store::Store;
use sandbox::group;

/// Exit code of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;

static STORE: OnceLock<Store> = OnceLock::new();

/// From here on an interruption leaves no process behind.
pub(super) fn leave_no_process() {
    // A second handler in one process is refused; the first one does.
    let _ = ctrlc::set_handler(|| end(INTERRUPTED));
}

/// Ends the program at once, in the middle of whatever it does, and leaves nothing behind.
pub(super) fn end(code: i32) -> ! {
    group::kill_all();
    if let Some(store) = STORE.get() {
        store.forget_scratch();
    }
    keys::restore();
    std::process::exit(code);
}

/// From here on it leaves no half-written file in the store either.
pub(super) fn leave_no_file(store: &Store) {
    // The first store is the only one that a command opens.
    let _ = STORE.set(store.clone());
}
