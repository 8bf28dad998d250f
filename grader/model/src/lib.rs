//! What a run is, what it wrote and cost, and what is said of it.
//!
//! The main types are [`spec::Run`] (what is asked), [`transcript::Transcript`] (what was written,
//! line by line, each with its stream and its virtual time), [`observation::Observation`] (that,
//! and what it cost) and [`verdict::Verdict`]. They are values: nothing here reads, starts or
//! waits, and nothing that this crate depends on can.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod clean;
pub mod fault;
pub mod known;
pub mod limits;
pub mod observation;
pub mod pattern;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
pub mod source;
pub mod spec;
pub mod tokens;
pub mod transcript;
pub mod verdict;
pub mod words;
