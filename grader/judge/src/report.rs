//! All verdicts of a grading. Every output format is a function of [`Report`].

mod check;
mod exercise;
mod not_made;
mod withheld;

use serde::{Deserialize, Serialize};

pub use check::{CheckReport, Feedback, Visibility};
pub use exercise::{Digests, ExerciseReport, Refusal};
pub use not_made::{NotMade, WhyNotMade};

/// One grading of one submission.
#[derive(Debug, Clone)]
pub struct Report {
    /// One entry an exercise, in the order of the course.
    pub exercises: Vec<ExerciseReport>,
    /// What the verdicts stand on.
    pub provenance: Provenance,
    /// The reader it is for.
    pub audience: Audience,
}

impl Report {
    /// A report with all that is known.
    pub fn new(exercises: Vec<ExerciseReport>, provenance: Provenance) -> Report {
        Report { exercises, provenance, audience: Audience::Full }
    }

    /// Where the real time went, over all exercises.
    pub fn durations(&self) -> Durations {
        self.exercises.iter().fold(Durations::default(), |sum, exercise| Durations {
            build: sum.build.saturating_add(exercise.durations.build),
            run: sum.run.saturating_add(exercise.durations.run),
        })
    }
}

/// How much of hidden runs a report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// All that is known.
    Full,
    /// Only how they stand.
    Student,
}

/// Under what circumstances the verdicts were reached.
#[derive(Debug, Clone, Serialize)]
pub struct Provenance {
    /// By which clock the runs were timed.
    pub clock: Clock,
    /// Which layers of confinement were active.
    pub isolation: Vec<String>,
    /// The compiler, as it names itself.
    pub toolchain: String,
    /// The digest of the grader's sources, as far as a verdict depends on them.
    pub grader: String,
    /// The digest of the compiler, the clock, and the crates that submissions are linked with.
    pub environment: String,
}

/// By which clock submissions were timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The virtual one: times are exact.
    Virtual,
    /// The machine's own, where programs really wait: no result is exact.
    Real,
}

impl Clock {
    /// In one word, as every format shows it.
    pub fn word(self) -> &'static str {
        match self {
            Clock::Virtual => "virtual",
            Clock::Real => "real",
        }
    }
}

/// Where the real time of a grading went, in milliseconds.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Durations {
    /// Compiling and linking the submission.
    pub build: u64,
    /// Running it, all checks together.
    pub run: u64,
}
