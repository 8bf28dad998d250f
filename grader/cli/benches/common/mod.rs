//! What the benchmarks share: settings, times and their medians, tables, a student's copy of the
//! course.
//!
//! The harness is by hand. What is measured here are ratios of whole commands, taken in turns
//! within one run, because the machine may be busy; a statistics crate would add its own minute
//! of compiling and answer another question.

#![allow(dead_code, unused_imports, reason = "each benchmark uses the part that it needs")]

mod machine;
pub(crate) mod rustc;
pub(crate) mod student;
pub(crate) mod table;
pub(crate) mod times;

use std::path::{Path, PathBuf};

pub(crate) use machine::{cores, in_parallel, is_asked_for, print_heading};

/// A number from the environment.
pub(crate) fn setting(name: &str, default: usize) -> usize {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} has to be a number: {text}")),
        Err(_) => default,
    }
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace is there")
}
