//! `exercise.toml` and `hidden.toml`: what an exercise asks and how its runs are set up.
//!
//! Unknown keys are errors, so that a mistyped key is never a rule that silently does not hold.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use model::spec::{CostBounds, Order, Run};

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
    /// True where nothing can be earned, on purpose.
    #[serde(default)]
    pub practice: bool,
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
    /// What is asked of the world outside, and when, is judged in every run.
    #[serde(default)]
    pub questions: bool,
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
    /// What is changed, as `verify --mutants` says it: `replace < with <= in nap`.
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
    pub bounds: CostBounds,
    /// What some draw of every grading must have; `draw.rs` says in `features` what a run has.
    #[serde(default)]
    pub features: Vec<String>,
}
