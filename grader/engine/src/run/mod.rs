//! Runs a program under a clock and says what was seen, from outside.
//!
//! The main types are [`Runner`] and [`Recording`]. The clock is the virtual one; where it cannot
//! be had, or is not wanted, it is the machine's own, and the times are not exact. Whatever the
//! program does, a run ends: its whole process tree is dead and its folder is gone before
//! [`Runner::run`] returns.

mod arrivals;
mod channel;
mod clock;
mod collect;
mod door;
mod error;
mod explain;
mod folder;
mod limits;
mod lines;
mod object;
mod output;
mod roles;
mod runner;
mod stamps;
mod symbols;
mod threads;
mod timeline;

pub use arrivals::Live;
pub use clock::Clock;
pub use error::RunError;
pub use limits::RunLimits;
pub use runner::{Recording, Runner};
