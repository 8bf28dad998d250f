//! How an exercise stood when it was last checked: in the file a word, here what is asked of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use judge::report::ExerciseReport;
use model::clean::clean;
use model::verdict::Verdict;

/// Columns of a state; every verdict has fewer.
const MOST_COLUMNS: usize = 60;
/// What stands for the verdict on a starter that nobody has touched.
const NOT_STARTED: &str = "not started";

/// What the last check said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum State {
    /// There was none yet.
    #[default]
    NoneYet,
    /// The starter is as it was.
    NotStarted,
    /// It is accepted.
    Accepted,
    /// None of its checks could be made.
    NotChecked,
    /// The compiler refuses it.
    DidNotCompile,
    /// It is not accepted, or another version of the grader wrote this: words to be shown.
    Other(String),
}

impl State {
    /// The state, safe to print: anybody may have written it.
    pub(super) fn cleaned(self) -> State {
        match self {
            State::Other(words) => State::Other(clean(&words, MOST_COLUMNS)),
            known => known,
        }
    }
}

impl From<&ExerciseReport> for State {
    fn from(report: &ExerciseReport) -> State {
        match report.verdict() {
            _ if report.is_not_started() => State::NotStarted,
            Verdict::Accepted => State::Accepted,
            Verdict::NotChecked => State::NotChecked,
            Verdict::DidNotCompile => State::DidNotCompile,
            refused => State::Other(refused.words().to_owned()),
        }
    }
}

impl From<String> for State {
    fn from(words: String) -> State {
        let known = [
            State::NoneYet,
            State::NotStarted,
            State::Accepted,
            State::NotChecked,
            State::DidNotCompile,
        ];
        known.into_iter().find(|state| state.to_string() == words).unwrap_or(State::Other(words))
    }
}

impl From<State> for String {
    fn from(state: State) -> String {
        state.to_string()
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::NoneYet => "",
            State::NotStarted => NOT_STARTED,
            State::Accepted => Verdict::Accepted.words(),
            State::NotChecked => Verdict::NotChecked.words(),
            State::DidNotCompile => Verdict::DidNotCompile.words(),
            State::Other(words) => words,
        })
    }
}
