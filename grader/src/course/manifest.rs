//! `exercise.toml` and `hidden.toml`: what an exercise asks and how its runs are set up.
//!
//! Unknown keys are errors, so that a mistyped key is never a rule that silently does not hold.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;

use crate::observation::Cost;

/// The public half: `exercises/NN-slug/exercise.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseToml {
    /// The title, as a lesson shows it.
    pub title: String,
    /// Which part of the course it belongs to, from 1.
    pub part: u32,
    /// How many minutes it takes, reading included.
    pub minutes: u32,
    /// The function that a student writes, as `main.rs` calls it. `src/lib.rs` is the student's
    /// then, and `src/main.rs` the course's. Absent where the student writes the whole program.
    pub function: Option<String>,
    /// Slugs of the exercises that should be done before.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Three hints: where to look, which tool, nearly the line.
    #[serde(deserialize_with = "three")]
    pub hints: [String; 3],
    /// What to look at in one's own timeline, once accepted: one sentence.
    pub look: String,
    /// Which lines of the same instant may come in which order.
    #[serde(default)]
    pub order: Order,
    /// The runs that a student sees in full.
    #[serde(rename = "run")]
    pub runs: Vec<Run>,
}

/// Reads three hints. Of a longer list serde would take the first three, and say nothing.
fn three<'de, D: Deserializer<'de>>(from: D) -> Result<[String; 3], D::Error> {
    let hints = Vec::<String>::deserialize(from)?;
    let count = hints.len();
    hints.try_into().map_err(|_| {
        let steps = "where to look, which tool, nearly the line";
        D::Error::custom(format!("an exercise has three hints, {steps}; here are {count}"))
    })
}

/// The private half: `solutions/NN-slug/hidden.toml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiddenToml {
    /// Fixed runs that a student does not see.
    #[serde(default, rename = "run")]
    pub runs: Vec<Run>,
    /// Random runs, made by `draw.rs`.
    pub draws: Option<Draws>,
    /// Changes to the reference that leave it right.
    #[serde(default)]
    pub equivalent: Vec<Equivalent>,
}

/// A mutant of the reference that no check can refuse, because it is as right as the reference.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equivalent {
    /// What is changed, as cargo-mutants says it: `replace < with <= in nap`.
    pub mutant: Spanned<String>,
    /// The line of the reference that is changed, without the spaces around it.
    pub line: String,
    /// Why it makes no difference.
    pub reason: String,
}

/// How many random runs a grading makes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draws {
    /// How many.
    pub count: u32,
    /// Points for each.
    pub points: u32,
    /// How many more schedules each is made under.
    #[serde(default)]
    pub schedules: u64,
    /// What each may cost.
    #[serde(default)]
    pub bounds: Bounds,
}

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
    pub bounds: Bounds,
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
pub struct Bounds(BTreeMap<Cost, u64>);

impl Bounds {
    /// The most that is allowed of a figure, if there is a bound.
    pub fn limit(&self, cost: Cost) -> Option<u64> {
        self.0.get(&cost).copied()
    }
}

impl<const N: usize> From<[(Cost, u64); N]> for Bounds {
    fn from(limits: [(Cost, u64); N]) -> Bounds {
        Bounds(BTreeMap::from(limits))
    }
}

/// Which lines of one instant may come in which order.
///
/// Without a rule, lines of one actor (`ann: ..`) keep their order, and so do lines without an
/// actor; different actors are free among each other. In a pattern `*` stands for any text and
/// `{x}` for a text that is the same wherever `{x}` stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Lines without an actor that may nevertheless come anywhere in their instant.
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
