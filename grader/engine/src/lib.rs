//! Builds a program, runs it under a clock, and grades it.
//!
//! The main type is [`grade::Grader`], where all steps of a grading meet: [`build`] turns sources
//! into a program or into the compiler's reasons against them, [`run`] turns a program into an
//! observation, and the crate `judge` says what that is worth.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod build;
pub mod grade;
pub mod parallel;
pub mod run;

#[cfg(test)]
#[path = "../identity.rs"]
mod identity;
