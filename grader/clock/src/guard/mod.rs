//! Strict mode: what a program does behind the back of the C library is answered by the clock
//! all the same, or refused.
//!
//! A filter of system calls ([`filter`]) tells by the address that a call comes from who makes
//! it, and turns those of others into a signal, which [`trap`] answers.

mod filter;
#[cfg(not(test))]
mod force;
#[cfg(not(test))]
mod others;
#[cfg(not(test))]
mod rules;
#[cfg(not(test))]
mod trap;

#[cfg(not(test))]
pub(crate) use force::put_in_force;
#[cfg(not(test))]
pub(crate) use others::keep_out;
#[cfg(not(test))]
pub(crate) use rules::{ON_A_DESCRIPTOR, SIGNALS};
#[cfg(not(test))]
pub(crate) use trap::catch;
