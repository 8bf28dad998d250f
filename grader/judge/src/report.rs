//! All verdicts of a grading. Every output format is a function of [`Report`].

mod withheld;

use serde::{Deserialize, Serialize};

use crate::compare::{Comparison, Difference};
use model::observation::Observation;
use model::transcript::{End, Line, Place, Stream, Transcript};
use model::verdict::Verdict;

/// One grading of one submission.
#[derive(Debug, Clone)]
pub struct Report {
    /// One entry an exercise, in the order of the course.
    pub exercises: Vec<ExerciseReport>,
    /// What the verdicts stand on.
    pub provenance: Provenance,
}

impl Report {
    /// Where the real time went, over all exercises.
    pub fn durations(&self) -> Durations {
        self.exercises.iter().fold(Durations::default(), |sum, exercise| Durations {
            build: sum.build.saturating_add(exercise.durations.build),
            run: sum.run.saturating_add(exercise.durations.run),
        })
    }
}

/// Under what circumstances the verdicts were reached.
#[derive(Debug, Clone, Serialize)]
pub struct Provenance {
    /// `virtual`, or what stood in for it.
    pub clock: String,
    /// Which layers of confinement were active.
    pub isolation: Vec<String>,
    /// The compiler, as it names itself.
    pub toolchain: String,
}

/// One exercise's verdicts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExerciseReport {
    /// Its number in the course.
    pub number: u32,
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The verdict that weighs most among its checks.
    pub verdict: Verdict,
    /// What the student reads first: the one sentence.
    pub message: Option<Feedback>,
    /// The compiler's words, when it refused the program.
    pub compile_error: Option<String>,
    /// What the compiler warned of, in its words, the ones to read first at the front.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// One entry for each check that was made.
    pub checks: Vec<CheckReport>,
    /// Points that could be earned; checks that were not made count too.
    pub max_points: u32,
    /// What was handed in and has no effect: relative paths that are safe to show.
    pub ignored: Vec<String>,
    /// What was odd but forgiven, and what is right but deserves a word: whole sentences.
    pub remarks: Vec<String>,
    /// Real milliseconds that building and running took.
    pub durations: Durations,
}

/// Where the real time of a grading went, in milliseconds.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Durations {
    /// Compiling and linking the submission.
    pub build: u64,
    /// Running it, all checks together.
    pub run: u64,
}

/// Who can see a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Shown in full.
    Public,
    /// Its verdict is shown; what was expected is not.
    Hidden,
}

/// One graded run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CheckReport {
    /// The name of the run, in words.
    pub name: String,
    /// The arguments it was run with.
    pub args: Vec<String>,
    /// Who can see it.
    pub visibility: Visibility,
    /// The outcome.
    pub verdict: Verdict,
    /// Points for this check.
    pub max_points: u32,
    /// What the student reads about this check, when it is not accepted.
    pub feedback: Option<Feedback>,
    /// The seed of the draw, when the run was drawn.
    pub seed: Option<u64>,
    /// The schedule of the run that is reported: the first that failed, or the default, 0.
    pub schedule: u64,
    /// What was seen.
    pub observation: Observation,
    /// The transcript of the reference.
    pub expected: Transcript,
    /// How the two differ.
    pub comparison: Comparison,
}

impl CheckReport {
    /// Points earned: all or nothing.
    pub fn points(&self) -> u32 {
        if self.verdict == Verdict::Accepted { self.max_points } else { 0 }
    }

    /// Whether a student may see what it was given and what was expected.
    pub fn may_be_shown(&self) -> bool {
        self.visibility == Visibility::Public
    }

    /// True when only a bound on costs is broken.
    pub fn is_right_but_wasteful(&self) -> bool {
        let cost = |difference: &Difference| matches!(difference, Difference::Cost { .. });
        !self.comparison.is_equal() && self.comparison.differences.iter().all(cost)
    }

    /// True when the run met a `todo!()` that is still to be written.
    pub fn is_not_started(&self) -> bool {
        matches!(&self.observation.transcript.end, End::Panicked { message, .. }
            if message.starts_with("not yet implemented"))
    }

    /// The lines of standard error.
    pub fn stderr(&self) -> impl Iterator<Item = &Line> {
        let lines = &self.observation.transcript.lines;
        lines.iter().filter(|line| line.stream == Stream::Stderr)
    }
}

/// The one sentence a failing submission deserves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The sentence.
    pub sentence: String,
    /// Name of the known mistake it shows (file stem in `wrong/`), when its timeline is one.
    pub mistake: Option<String>,
    /// Where in the student's own source, when known.
    pub place: Option<Place>,
}

impl Feedback {
    /// A sentence that names no known mistake.
    pub fn unnamed(sentence: String, place: Option<Place>) -> Feedback {
        Feedback { sentence, mistake: None, place }
    }
}

impl ExerciseReport {
    /// Points earned.
    pub fn points(&self) -> u32 {
        self.checks.iter().map(CheckReport::points).sum()
    }

    /// Virtual milliseconds that all its runs took together.
    pub fn virtual_ms(&self) -> u64 {
        let ends = self.checks.iter().map(|check| check.observation.transcript.ended_at_ms);
        ends.fold(0, u64::saturating_add)
    }

    /// The page of the course that teaches it.
    pub fn lesson(&self) -> String {
        format!("exercises/{:02}-{}/README.md", self.number, self.slug)
    }

    /// The check that the student should look at: the first one not accepted.
    pub fn first_failure(&self) -> Option<&CheckReport> {
        self.checks.iter().find(|check| check.verdict != Verdict::Accepted)
    }

    /// The check that [`ExerciseReport::message`] speaks of, one that can be shown in full if
    /// there is a choice; without a message, the one that decided the verdict.
    pub fn check_to_show(&self) -> Option<&CheckReport> {
        let failed = || self.checks.iter().filter(|check| check.verdict != Verdict::Accepted);
        let meant =
            |check: &&CheckReport| check.feedback.is_some() && check.feedback == self.message;
        let decided = |check: &&CheckReport| check.verdict == self.verdict;
        failed()
            .filter(meant)
            .find(|check| check.may_be_shown())
            .or_else(|| failed().find(meant))
            .or_else(|| failed().filter(decided).find(|check| check.may_be_shown()))
            .or_else(|| failed().find(decided))
            .or_else(|| self.first_failure())
    }

    /// True when the program is still the starter, which panics and says what to write.
    pub fn is_not_started(&self) -> bool {
        self.verdict == Verdict::Panicked
            && self.check_to_show().is_some_and(CheckReport::is_not_started)
    }
}
