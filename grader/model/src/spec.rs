//! What is asked of a run: how it is set up, what it may cost, and which order of its lines is free.
//!
//! Unknown keys are errors, so that a mistyped key is never a rule that silently does not hold.

mod window;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use window::Window;

use crate::observation::Cost;

/// One run as a course author writes it, and as a draw prints it: arguments, input,
/// surroundings, points and bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// A short name in words, unique in the exercise; it names the snapshot too.
    #[serde(default)]
    pub name: String,
    /// Points for this run.
    #[serde(default)]
    pub points: u32,
    /// The program's arguments.
    #[serde(default)]
    pub args: Vec<String>,
    /// What it finds on standard input.
    #[serde(default)]
    pub stdin: String,
    /// Files that lie in the run's folder before it starts: name to content.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// How the world outside the program is: what may be asked, such as `fetch a` or `fetch` for
    /// all of them, to milliseconds and an answer, such as `1000 17`. Of several answers each is
    /// given once, in turn.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lab: BTreeMap<String, Answers>,
    /// The program may talk to itself over the network, which ends at its own machine's loopback.
    #[serde(default, skip_serializing_if = "is_not")]
    pub loopback: bool,
    /// The slow terminal: virtual milliseconds that each line of standard output costs.
    #[serde(default)]
    pub line_cost_ms: u64,
    /// Where the wall clock stands at the start, in milliseconds since 1970.
    #[serde(default)]
    pub wall_clock_ms: Option<u64>,
    /// The wall clock is set: `[virtual milliseconds, milliseconds by which it jumps]`.
    #[serde(default)]
    pub wall_clock_steps: Vec<(u64, i64)>,
    /// Which of the legal schedules the clock follows; 0 is first come, first served.
    #[serde(default)]
    pub schedule: u64,
    /// How many more schedules the check is made under; all must be right.
    #[serde(default)]
    pub schedules: u64,
    /// What the run may cost besides being right.
    #[serde(default)]
    pub bounds: CostBounds,
    /// What it asks of the world outside, and when, is compared with the reference's questions.
    /// The exercise says so of all its runs, or one of itself.
    #[serde(default, skip_serializing_if = "is_not")]
    pub questions: bool,
    /// Lines that may come at any moment of a window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Window>,
    /// What is special about it, in words that `hidden.toml` wants of the draws: `equal naps`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
}

/// One answer for all who ask, or several in turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answers {
    /// The same every time.
    One(String),
    /// In turn; after the last the first again.
    Several(Vec<String>),
}

/// What a right run may cost, each figure under the name that [`Cost`] has in files, such as
/// `{ wakeups = 4, longest_hold_ms = 0 }`; absent means unbounded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CostBounds(BTreeMap<Cost, u64>);

impl CostBounds {
    /// The most that is allowed of a figure, if there is a bound.
    pub fn limit(&self, cost: Cost) -> Option<u64> {
        self.0.get(&cost).copied()
    }
}

impl<const N: usize> From<[(Cost, u64); N]> for CostBounds {
    fn from(limits: [(Cost, u64); N]) -> CostBounds {
        CostBounds(BTreeMap::from(limits))
    }
}

/// Which lines of one instant may come in which order.
///
/// Without a rule, lines of one actor (`ann: ..`, `ann < ..`) keep their order, and so do lines without an
/// actor; different actors are free among each other. In a pattern `*` stands for any text and
/// `{x}` for a text that is the same wherever `{x}` stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Lines that may nevertheless come anywhere in their instant.
    #[serde(default)]
    pub free: Vec<String>,
    /// Lines that come last in their instant.
    #[serde(default)]
    pub last: Vec<String>,
    /// Pairs of lines of the same instant of which the first comes first.
    #[serde(default)]
    pub before: Vec<(String, String)>,
}

/// What is usual is left out, so that a new key leaves the names by content of old runs alone.
fn is_not(key: &bool) -> bool {
    !key
}
