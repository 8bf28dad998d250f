//! Compares a run with the reference, names the mistake, and makes the report of it.
//!
//! The main functions are [`compare()`], whose answer is a [`Comparison`], and
//! [`diagnose::diagnose`], whose answer is [`report::Feedback`]. Everything here is a function of
//! its arguments: the same transcripts give the same verdict, on every machine.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod compare;
pub mod diagnose;
pub mod report;

pub use compare::{Comparison, Difference, LATE_MS, bring_together, compare, reduce, settle};
