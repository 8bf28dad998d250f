//! What is said of one exercise. Its verdict is not written down: it follows from its checks, or
//! from what stood in their way.

use serde::{Deserialize, Serialize};

use super::{CheckReport, Durations, Feedback, NotMade};
use model::transcript::Place;
use model::verdict::Verdict;

/// One exercise's verdicts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExerciseReport {
    /// Its number in the course.
    pub number: u32,
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it was graded by.
    pub digests: Digests,
    /// Why no check was made, when the submission was refused before.
    pub refusal: Option<Refusal>,
    /// True when what was handed in is the starter, as it was received.
    #[serde(default)]
    pub is_starter: bool,
    /// What the compiler warned of, in its words, the ones to read first at the front.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// One entry for each check that was made.
    pub checks: Vec<CheckReport>,
    /// One entry for each check that was not.
    pub not_made: Vec<NotMade>,
    /// Points that could be earned.
    pub max_points: u32,
    /// What was handed in and has no effect: relative paths that are safe to show.
    pub ignored: Vec<String>,
    /// What was odd but forgiven, and what is right but deserves a word: whole sentences.
    pub remarks: Vec<String>,
    /// Real milliseconds that building and running took.
    pub durations: Durations,
}

/// The verdict on a submission of which nothing was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Nothing to grade, not handed in, did not compile, exceeded a limit, or tampered.
    pub verdict: Verdict,
    /// What the student reads first.
    pub message: Option<Feedback>,
    /// The compiler's words, when it was asked.
    pub compile_error: Option<String>,
}

/// The digests, in hexadecimal, of what a verdict stands on: the same submission under the same
/// exercise has the same verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// The files that counted; none of a submission that could not be read.
    pub submission: Option<String>,
    /// The exercise with all its runs, its transcripts and its known mistakes.
    pub exercise: String,
}

impl ExerciseReport {
    /// The outcome: why nothing was run, else that of the first check that failed. Without a
    /// check nothing is known, and so nothing is accepted.
    pub fn verdict(&self) -> Verdict {
        let decided = match &self.refusal {
            Some(refusal) => Some(refusal.verdict),
            None => self.first_failure().map(|check| check.verdict),
        };
        let without_failure =
            if self.checks.is_empty() { Verdict::NotChecked } else { Verdict::Accepted };
        decided.unwrap_or(without_failure)
    }

    /// What the student reads first: the one sentence.
    pub fn message(&self) -> Option<&Feedback> {
        match &self.refusal {
            Some(refusal) => refusal.message.as_ref(),
            None => self.first_failure()?.feedback.as_ref(),
        }
    }

    /// The compiler's words, when it refused the program.
    pub fn compile_error(&self) -> Option<&str> {
        self.refusal.as_ref()?.compile_error.as_deref()
    }

    /// True when every check that was made is accepted, and there is one.
    pub fn is_accepted(&self) -> bool {
        self.verdict() == Verdict::Accepted
    }

    /// The place that it speaks of, in the student's own source.
    pub fn place(&self) -> Option<&Place> {
        let said = self.message().and_then(|feedback| feedback.place.as_ref());
        said.or_else(|| self.check_to_show()?.place())
    }

    /// Points earned.
    pub fn points(&self) -> u32 {
        let mut seen = self.checks.iter().filter(|check| check.may_be_shown()).peekable();
        let is_any_right =
            seen.peek().is_none() || seen.any(|check| check.verdict == Verdict::Accepted);
        if is_any_right { self.checks.iter().map(CheckReport::points).sum() } else { 0 }
    }

    /// Virtual milliseconds that all its runs took together; none where not all is told of them.
    pub fn virtual_ms(&self) -> Option<u64> {
        let mut checks = self.checks.iter();
        let ended = |check: &CheckReport| check.observation.transcript.ended_at_ms;
        checks.try_fold(0_u64, |sum, check| {
            (!check.is_withheld()).then(|| sum.saturating_add(ended(check)))
        })
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
        let (message, verdict) = (self.message(), self.verdict());
        let failed = || self.checks.iter().filter(|check| check.verdict != Verdict::Accepted);
        let meant =
            |check: &&CheckReport| check.feedback.is_some() && check.feedback.as_ref() == message;
        let decided = |check: &&CheckReport| check.verdict == verdict;
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
        self.verdict() == Verdict::Panicked
            && self.check_to_show().is_some_and(CheckReport::is_not_started)
    }
}
