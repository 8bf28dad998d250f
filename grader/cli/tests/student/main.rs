//! A student's day, through the real program and in a real terminal.
//!
//! These are tests of their own because a grader takes every process that it inherits for what a
//! submission left behind. Here no grader works in the tests' own process once they have begun, so
//! the terminals live.

mod analyzer;
#[path = "../common/mod.rs"]
mod common;
mod days;
mod editor;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../end_to_end/places.rs"]
mod places;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../end_to_end/processes.rs"]
mod processes;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../end_to_end/program.rs"]
mod program;
mod quiz;
mod tmux;
mod watch;
