//! Lines that right programs may write at different moments: what holds for them instead of a time.

use serde::{Deserialize, Serialize};

/// Lines of a run that may come at any moment of a window: as many of them, and with the same words,
/// as the reference writes, and none outside. When each right program writes its own is its
/// business: how much a queue holds before it is full, say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Patterns of the lines, and of the questions where those are judged.
    pub lines: Vec<String>,
    /// The first moment that is right, in milliseconds.
    pub from_ms: u64,
    /// The last moment that is right, in milliseconds.
    pub to_ms: u64,
    /// The sentence for a program that breaks it, if it is none of the known mistakes.
    pub says: String,
}
