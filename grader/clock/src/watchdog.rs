//! What the calls of a program do not show: a thread that computes or spins without ever calling
//! anything, and a thread that blocks in a call that is not taken over.
//!
//! A thread of our own looks every few milliseconds of real time. It decides nothing about the
//! times of a run; it only ends what would never end, and marks what it could not govern.

use std::sync::atomic::Ordering;

use trace::Record;

use crate::world::{self, CALLS};
use crate::{raw, stop};

const LOOK_EVERY_NS: u64 = 20_000_000;
/// CPU time that a program may compute between two calls.
const MOST_CPU_NS: u64 = 3_000_000_000;
/// Real time after which a thread that neither computes nor calls must be blocked somewhere.
const UNSEEN_AFTER_LOOKS: u32 = 15;
/// CPU time that counts as doing nothing, since looking itself takes some.
const IDLE_CPU_NS: u64 = 2_000_000;

/// Watches for ever; runs in a thread that the clock does not govern.
pub(crate) fn watch() -> ! {
    let mut calls = 0;
    let mut cpu = 0;
    let mut idle_looks = 0;
    let mut cpu_at_look = 0;
    loop {
        raw::sleep(LOOK_EVERY_NS);
        let calls_now = CALLS.load(Ordering::Relaxed);
        let cpu_now = raw::cpu_time();
        if calls_now != calls {
            (calls, cpu, idle_looks) = (calls_now, cpu_now, 0);
        }
        let idle = cpu_now - cpu_at_look < IDLE_CPU_NS;
        cpu_at_look = cpu_now;
        // The lock is held while the clock itself waits for a file: then nothing is wrong.
        let Some(world) = world::try_lock() else {
            (cpu, idle_looks) = (cpu_now, 0);
            continue;
        };
        if cpu_now - cpu > MOST_CPU_NS {
            let thread = world.running;
            world.record(&Record::Busy { at: world::now(), thread, stack: Vec::new() });
            stop::now();
        }
        idle_looks = if idle { idle_looks + 1 } else { 0 };
        if idle_looks == UNSEEN_AFTER_LOOKS {
            let why = String::from("a thread waits in a call that the clock does not govern");
            world.record(&Record::Inexact { at: world::now(), why });
        }
    }
}
