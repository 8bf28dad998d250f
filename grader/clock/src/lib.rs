//! A preloaded library under which an unmodified program waits in virtual time.
//!
//! The dynamic linker puts the functions of [`interpose`] before those of libc. None of them lets
//! a thread block in the kernel on the program's own objects: a thread that must wait says so to
//! the [`scheduler`], hands its turn on ([`turn`]) and sleeps in a wait slot of its own. So exactly
//! one thread runs at any moment, and when none can ([`quiet`]) virtual time moves to the
//! earliest deadline, or the program is stuck. The time that counts is the grader's, which is
//! asked to come along before anything that can be seen from outside ([`door`]); what else
//! happened goes to it as records of the `trace` crate, over a socket that it reads.
//!
//! In reading order: [`scheduler`] decides, [`world`] holds what there is one of, [`turn`] and
//! [`quiet`] carry the decisions out, [`hold`] and [`tasks`] say what it cost, [`stop`] ends a
//! program that cannot go on, [`interpose`] is what the program calls instead of libc,
//! [`watchdog`] and [`interrupt`] see to what it does without calling anything, and [`guard`] to
//! what it does behind our back.
#![allow(unsafe_code, reason = "this library stands between a program and libc")]
// A test binary is a program like any other: the functions below would take over its own clock.
#![cfg_attr(test, allow(dead_code, reason = "only the pure parts are under test"))]

mod busy;
mod chance;
mod circle;
mod door;
mod guard;
mod hold;
#[cfg(not(test))]
mod interpose;
mod interrupt;
mod lock;
mod numbers;
mod quiet;
mod raw;
mod recorded;
mod refused;
mod scheduler;
mod short;
mod stack;
#[cfg(not(test))]
mod start;
mod stop;
mod task_counter;
mod tasks;
mod turn;
mod ungoverned;
mod wait_slot;
mod watchdog;
mod world;
