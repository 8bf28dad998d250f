//! What is said of a run and of an exercise.

use serde::{Deserialize, Serialize};

use crate::transcript::{End, Limit};

/// The outcome of one check, or of a whole exercise.
///
/// A failure of ours has no variant: it is an error of another type, and never costs a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The transcript is right and the costs are within bounds.
    Accepted,
    /// A line, its time, its order or the end differs, or a bound on costs is broken.
    WrongTranscript,
    /// Every thread waits and nothing is left that could wake one.
    Stuck,
    /// The program goes round in a circle, at the clock or at nothing, instead of waiting.
    BusyWaiting,
    /// The program ended with a panic.
    Panicked,
    /// The program went over a limit, such as that of virtual time, output or memory.
    ExceededLimit(Limit),
    /// The compiler refused it.
    DidNotCompile,
    /// Something was handed in, and no program is in it. Only of a whole exercise.
    NothingToGrade,
    /// What was handed in has other exercises, or none, but not this one. Only of a whole exercise.
    NotHandedIn,
    /// None of its checks could be made: neither right nor wrong. Only of a whole exercise.
    NotChecked,
    /// It failed in a run that is hidden, and how is not told either: it would tell what the run was
    /// given. Only in a report for students.
    NotRight,
    /// The submission holds something that no submission may hold, or does what none may do.
    Tampered,
}

impl Verdict {
    /// The verdict on a run that is known to differ from the reference.
    pub fn of_failed(end: &End) -> Verdict {
        match end {
            End::Stuck => Verdict::Stuck,
            End::Busy => Verdict::BusyWaiting,
            End::Tampered { .. } => Verdict::Tampered,
            End::Panicked { .. } => Verdict::Panicked,
            End::OverLimit { limit } => Verdict::ExceededLimit(*limit),
            End::Exited { .. } | End::Killed { .. } => Verdict::WrongTranscript,
        }
    }

    /// In words, as the terminal shows it.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::WrongTranscript => "wrong transcript",
            Verdict::Stuck => "stuck",
            Verdict::BusyWaiting => "busy waiting",
            Verdict::Panicked => "panicked",
            Verdict::ExceededLimit(Limit::WallTime) => "exceeded the limit of real time",
            Verdict::ExceededLimit(Limit::VirtualTime) => "exceeded the limit of virtual time",
            Verdict::ExceededLimit(Limit::Waits) => "exceeded the limit of waits",
            Verdict::ExceededLimit(Limit::Output) => "exceeded the limit of output",
            Verdict::ExceededLimit(Limit::Memory) => "exceeded the limit of memory",
            Verdict::ExceededLimit(Limit::CpuTime) => "exceeded the limit of processor time",
            Verdict::ExceededLimit(Limit::Processes) => "exceeded the limit of processes",
            Verdict::ExceededLimit(Limit::Files) => "exceeded the limit of files",
            Verdict::ExceededLimit(Limit::SourceSize) => "exceeded the limit of source size",
            Verdict::ExceededLimit(Limit::Grading) => "exceeded the limit of a whole grading",
            Verdict::DidNotCompile => "did not compile",
            Verdict::NothingToGrade => "nothing to grade",
            Verdict::NotHandedIn => "not handed in",
            Verdict::NotChecked => "not checked",
            Verdict::NotRight => "not right",
            Verdict::Tampered => "tampered",
        }
    }
}
