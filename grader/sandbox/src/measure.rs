//! What is in force around a program, as reports name it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Layer;

/// One measure of confinement that is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Bounds on what the program may use.
    Limits,
    /// Landlock, in the version that the kernel has.
    Landlock(u32),
    /// The filter of system calls.
    Seccomp,
    /// Namespaces of its own.
    Namespaces,
    /// A user of its own.
    OwnUser,
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Measure::Limits => f.write_str("limits"),
            Measure::Landlock(version) => write!(f, "{}-{version}", Layer::Landlock),
            Measure::Seccomp => Layer::Seccomp.fmt(f),
            Measure::Namespaces => Layer::Namespaces.fmt(f),
            Measure::OwnUser => f.write_str("own-user"),
        }
    }
}
