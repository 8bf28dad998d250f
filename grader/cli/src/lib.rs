//! What people type, and the only crate that prints: all others answer with values.
//!
//! [`commands`] has a module for each verb; [`logbook`] keeps what a student comes back to.

pub mod commands;
pub mod logbook;
