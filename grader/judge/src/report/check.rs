//! What is said of one graded run.

use serde::{Deserialize, Serialize};

use crate::compare::{Comparison, Difference};
use model::observation::Observation;
use model::spec::Run;
use model::transcript::{End, Line, Place, Stream, Transcript};
use model::verdict::Verdict;

/// Who can see a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Shown in full.
    Public,
    /// Its verdict is shown; what was expected is not.
    Hidden,
    /// Of a hidden one, nothing is left here but how it stands.
    Withheld,
}

/// One graded run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CheckReport {
    /// What was run: its name and points, what the program was given, and the schedule, which is
    /// the first that failed, or the default, 0.
    pub run: Run,
    /// Who can see it.
    pub visibility: Visibility,
    /// The outcome.
    pub verdict: Verdict,
    /// What the student reads about this check, when it is not accepted.
    pub feedback: Option<Feedback>,
    /// The seed of the draw, when the run was drawn.
    pub seed: Option<u64>,
    /// What was seen.
    pub observation: Observation,
    /// The transcript of the reference.
    pub expected: Transcript,
    /// How the two differ.
    pub comparison: Comparison,
}

impl CheckReport {
    /// The name of the run, in words.
    pub fn name(&self) -> &str {
        &self.run.name
    }

    /// Points for this check.
    pub fn max_points(&self) -> u32 {
        self.run.points
    }

    /// Points earned: all or nothing.
    pub fn points(&self) -> u32 {
        if self.verdict == Verdict::Accepted { self.max_points() } else { 0 }
    }

    /// Whether a student may see what it was given and what was expected.
    pub fn may_be_shown(&self) -> bool {
        self.visibility == Visibility::Public
    }

    /// Whether nothing is left of it but how it stands.
    pub fn is_withheld(&self) -> bool {
        self.visibility == Visibility::Withheld
    }

    /// The place that it speaks of: that of its sentence, else that of a panic, else the line
    /// that a busy program went through.
    pub fn place(&self) -> Option<&Place> {
        let said = self.feedback.as_ref().and_then(|feedback| feedback.place.as_ref());
        let panicked = match &self.observation.transcript.end {
            End::Panicked { place, .. } => place.as_ref(),
            _ => None,
        };
        said.or(panicked).or(self.observation.trace.busy_at.as_ref())
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
