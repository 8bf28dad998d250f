//! tokio, as programs under the clock see it: all of the real one, and a word to the clock.
//!
//! The clock sees threads; how many tasks they run, and whether a task has anything to do, only
//! tokio knows. So this crate stands in for tokio under its name, hands everything on, and before
//! `main` offers the clock what it can ask. Without a clock nobody asks. Of its own are only timers
//! that have no length ([`time`]).
#![allow(unsafe_code, reason = "the clock and its questions meet by a symbol's name")]

pub use ::tokio::*;

pub mod task;
pub mod time;

use std::ffi::{c_char, c_void};

use ::tokio::runtime::{Handle, RuntimeFlavor};
use ::tokio::task::LocalSet;

/// What a thread of a runtime knows of it.
#[repr(C)]
struct RuntimeSnapshot {
    /// Number of the runtime, from 1; 0 for a thread of none.
    runtime: u64,
    /// Tasks that were spawned and have not ended.
    alive: u64,
    /// Threads that the runtime itself runs as tasks.
    workers: u64,
    /// Number of the task that the thread is running, from 1; 0 for none.
    task: u64,
}

#[repr(C)]
struct Questions {
    here: extern "C" fn(&mut RuntimeSnapshot),
    numbered: extern "C" fn() -> u64,
    is_any_due: extern "C" fn() -> bool,
    end_all_due: extern "C" fn(),
    waits_for_files: extern "C" fn(),
}

static QUESTIONS: Questions = Questions {
    here,
    numbered,
    is_any_due: time::no_length::is_any_due,
    end_all_due: time::no_length::end_all_due,
    waits_for_files: time::no_length::govern,
};

#[used]
#[unsafe(link_section = ".init_array")]
static OFFER: extern "C" fn() = offer;

unsafe extern "C" {
    fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
}

extern "C" fn offer() {
    /// glibc's handle for all that is loaded.
    const EVERYWHERE: *mut c_void = std::ptr::null_mut();
    // SAFETY: the names end in a NUL, and only the clock defines them, with these types.
    unsafe {
        let take = dlsym(EVERYWHERE, c"virtual_clock_take_questions".as_ptr());
        let yielded = dlsym(EVERYWHERE, c"virtual_clock_task_yielded".as_ptr());
        if !take.is_null() && !yielded.is_null() {
            let take: extern "C" fn(&'static Questions) = std::mem::transmute(take);
            take(&QUESTIONS);
            let yielded: extern "C" fn() = std::mem::transmute(yielded);
            let _ = task::TELL.set(yielded);
        }
    }
}

/// What the calling thread knows. The clock asks a thread that is about to wait; nothing is
/// changed by it, and no lock is taken.
extern "C" fn here(known: &mut RuntimeSnapshot) {
    *known = RuntimeSnapshot { runtime: 0, alive: 0, workers: 0, task: 0 };
    let Ok(handle) = Handle::try_current() else { return };
    let metrics = handle.metrics();
    known.runtime = number(handle.id());
    known.alive = metrics.num_alive_tasks() as u64;
    if handle.runtime_flavor() == RuntimeFlavor::MultiThread {
        known.workers = metrics.num_workers() as u64;
    }
    known.task = ::tokio::task::try_id().map_or(0, number);
}

/// How many numbers tokio has given to tasks: it counts from 1, so a new task tells. This makes
/// one, so it is asked when the program is over, on a thread that the program does not know.
extern "C" fn numbered() -> u64 {
    let next = number(LocalSet::new().spawn_local(async {}).id());
    next.saturating_sub(1)
}

/// Numbers of tasks and runtimes can only be printed.
fn number(id: impl std::fmt::Display) -> u64 {
    id.to_string().parse().unwrap_or(0)
}
