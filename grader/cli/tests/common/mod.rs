//! What the tests share: the course of this workspace, and one lab for it.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use course::Course;
use engine::build::Silent;
use engine::grade::CourseLab;

static LAB: LazyLock<CourseLab> =
    LazyLock::new(|| CourseLab::open(course(), &mut Silent).expect("the lab can be prepared"));

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace is there")
}

/// Cargo's target folder, in which the store of every grader lies that a test starts.
pub(crate) fn target() -> PathBuf {
    // The same rule as the grader's: so both have one store, and nothing is built twice.
    match std::env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => std::path::absolute(dir).expect("there is a working folder"),
        None => root().join("target"),
    }
}

/// The course of this workspace.
pub(crate) fn course() -> Course {
    Course::open(&root()).expect("the course is sound")
}

/// One lab for all tests of a file.
pub(crate) fn lab() -> &'static CourseLab {
    &LAB
}
