//! What the tests share: the course of this workspace, and one grader for it.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use grader::build::Silent;
use grader::course::Course;
use grader::grade::Grader;

static GRADER: LazyLock<Grader> =
    LazyLock::new(|| Grader::open(course(), &mut Silent).expect("the grader can be prepared"));

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there")
}

/// The course of this workspace.
pub(crate) fn course() -> Course {
    Course::open(&root()).expect("the course is sound")
}

/// One grader for all tests of a file.
pub(crate) fn grader() -> &'static Grader {
    &GRADER
}
