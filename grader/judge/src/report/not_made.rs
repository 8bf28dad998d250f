//! Checks that were not made, and why not.

use serde::{Deserialize, Serialize};

use super::Visibility;
use model::verdict::Verdict;
use model::words;

/// A check that was not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotMade {
    /// The name of the run; none where it may not be told, or was not drawn.
    pub name: Option<String>,
    /// Who can see it.
    pub visibility: Visibility,
    /// Points for it, had it been made.
    pub points: u32,
    /// Why it was not made.
    pub why: WhyNotMade,
}

impl NotMade {
    /// Whether its points are lost: those of a check that cannot be made in real time are not.
    pub fn counts(&self) -> bool {
        matches!(self.why, WhyNotMade::SaidAlready { .. })
    }
}

/// Why a check was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "because")]
pub enum WhyNotMade {
    /// Runs before it ended alike, badly and after a long time, so that it would say no more.
    SaidAlready {
        /// How they ended.
        verdict: Verdict,
    },
    /// In real time nobody can slow the terminal down.
    SlowTerminal,
    /// In real time nobody can set the clock on the wall.
    TimeOfDay,
    /// In real time it would take too long.
    TooLong {
        /// Milliseconds that it would take.
        takes_ms: u64,
    },
    /// In real time nobody knows what is right in a run that is drawn.
    Drawn,
}

impl WhyNotMade {
    /// In one word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            WhyNotMade::SaidAlready { .. } => "said_already",
            WhyNotMade::SlowTerminal => "slow_terminal",
            WhyNotMade::TimeOfDay => "time_of_day",
            WhyNotMade::TooLong { .. } => "too_long",
            WhyNotMade::Drawn => "drawn",
        }
    }

    /// As a clause, behind `it was not made:`.
    pub fn words(self) -> String {
        match self {
            WhyNotMade::SaidAlready { verdict } => {
                format!("the verdict on two others is \"{}\" already", verdict.words())
            }
            WhyNotMade::SlowTerminal => {
                "only the virtual clock can slow the terminal down".to_owned()
            }
            WhyNotMade::TimeOfDay => {
                "only the virtual clock can be set to another time of day".to_owned()
            }
            WhyNotMade::TooLong { takes_ms } => {
                format!("that would take {}", words::time(takes_ms))
            }
            WhyNotMade::Drawn => {
                "only the virtual clock can say what is right in a run that is drawn".to_owned()
            }
        }
    }
}
