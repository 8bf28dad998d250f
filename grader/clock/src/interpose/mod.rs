//! What the program calls instead of libc: the functions that wait, tell the time, start threads,
//! read, write, or ask for chance.
//!
//! Each asks [`turn::me`] first: a thread that the clock does not govern, and every thread
//! before the clock is in force, goes straight to the system.
//!
//! [`turn::me`]: crate::turn::me

#![allow(unreachable_pub, reason = "the dynamic linker reaches these functions by name")]

mod calls;
mod chance;
mod channel;
mod children;
mod files;
mod futex;
mod input;
pub(crate) mod metadata;
mod network;
pub(crate) mod output;
mod readiness;
mod signals;
mod sleep;
pub(crate) mod threads;
mod time;

pub(crate) use calls::answer;
use libc::timespec;

use crate::scheduler::{Interest, On, Woken};
use crate::{raw, short};
use crate::{tasks, world};
use trace::ThreadId;

/// Nanoseconds of a relative time; `None` when it is not a time.
fn nanoseconds(time: &timespec) -> Option<u64> {
    let seconds = u64::try_from(time.tv_sec).ok()?;
    let rest = u64::try_from(time.tv_nsec).ok().filter(|&rest| rest < 1_000_000_000)?;
    Some(seconds.saturating_mul(1_000_000_000).saturating_add(rest))
}

/// The deadline of a wait of so many nanoseconds; absent when it is too far to ever come.
fn deadline_in(nanoseconds: u64) -> Option<u64> {
    world::now().checked_add(short::cost(nanoseconds))
}

/// Waits until a file is ready, at most until the deadline. False when the deadline came.
fn wait_for_file(me: ThreadId, fd: i32, events: i16, deadline: Option<u64>) -> bool {
    loop {
        let mut file = [libc::pollfd { fd, events, revents: 0 }];
        if raw::poll(&mut file, Some(0)) > 0 {
            return true;
        }
        let Some(world) = tasks::lock_to_wait(me) else { return true };
        let on = On::Files(vec![Interest { fd, events }]);
        if crate::turn::block(me, world, on, deadline) == Woken::ByTime {
            return false;
        }
    }
}
