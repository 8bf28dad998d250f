//! What the benchmarks share: settings, times and their medians, tables, a student's copy of the
//! course.
//!
//! The harness is by hand. What is measured here are ratios of whole commands, taken in turns
//! within one run, because the machine may be busy; a statistics crate would add its own minute
//! of compiling and answer another question.

#![allow(dead_code, reason = "each benchmark uses the part that it needs")]

pub(crate) mod student;
pub(crate) mod table;
pub(crate) mod times;

use std::fs;
use std::path::{Path, PathBuf};

/// True when called by `cargo bench`. Tests of all targets call benchmarks, too; those are to
/// compile, not to run.
pub(crate) fn is_asked_for() -> bool {
    std::env::args().any(|word| word == "--bench")
}

/// A number from the environment.
pub(crate) fn setting(name: &str, default: usize) -> usize {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} has to be a number: {text}")),
        Err(_) => default,
    }
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there")
}

/// Says what the figures below were taken on.
pub(crate) fn print_heading(title: &str) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    println!("\n## {title}\n\n{cores} cores, load average of the last minute {load}\n");
}
