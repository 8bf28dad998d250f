//! Ctrl-C: what we started ends with us, what we were writing is taken away, and the terminal is
//! as it was.

use std::sync::{Once, OnceLock};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::keys;
use course::store::Store;
use sandbox::group;

/// Exit code of a program that was interrupted, as shells have it.
const INTERRUPTED: i32 = 130;

/// What asks a program to end: the keyboard, another program, a terminal that is closed.
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

static STORE: OnceLock<Store> = OnceLock::new();

/// From here on an interruption leaves no process behind.
pub(super) fn leave_no_process() {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        // Where signals cannot be listened to, they end this process at once, as they always do.
        if let Ok(mut signals) = Signals::new(SIGNALS) {
            thread::spawn(move || signals.forever().next().map(|_| end(INTERRUPTED)));
        }
    });
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
