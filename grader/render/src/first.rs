//! The first difference of a run, where a picture can point at it.

use judge::Difference;
use judge::report::CheckReport;
use model::transcript::{Line, Transcript};
use model::words;

/// Points at the place of the first difference, beneath the lanes of one side.
pub(crate) struct Caret {
    /// When.
    pub at_ms: u64,
    /// What is to be seen there.
    pub text: String,
}

/// Whether the ends deserve a lane: where one is the first difference, a caret says so already.
pub(crate) fn draws_ends(check: &CheckReport, with_expected: bool) -> bool {
    let first = check.comparison.differences.first();
    !(with_expected && matches!(first, Some(Difference::End | Difference::EndTime)))
}

/// What to write beneath the lanes of each side, where the first difference is.
pub(crate) fn carets(check: &CheckReport) -> (Option<Caret>, Option<Caret>) {
    let (actual, reference) = (&check.observation.transcript, &check.expected);
    let mine = |index: &usize| actual.stdout().nth(*index);
    let theirs = |index: &usize| reference.stdout().nth(*index);
    let at = |line: Option<&Line>, words: &str| {
        line.map(|line| Caret {
            at_ms: line.at_ms,
            text: format!("{} {words} {}", line.text.trim(), words::time(line.at_ms)),
        })
    };
    let says = |line: Option<&Line>, what: &str| {
        let text = |line: &Line| format!("{} {what}", line.text.trim());
        line.map(|line| Caret { at_ms: line.at_ms, text: text(line) })
    };
    let end = |side: &Transcript, words: &str| {
        let text = format!("{words} {}", words::time(side.ended_at_ms));
        Some(Caret { at_ms: side.ended_at_ms, text })
    };
    match check.comparison.differences.first() {
        Some(Difference::Time { actual, expected }) => {
            (at(mine(actual), "came at"), at(theirs(expected), "belongs at"))
        }
        Some(Difference::Text { actual, expected }) => {
            (says(mine(actual), "is what you wrote"), says(theirs(expected), "belongs here"))
        }
        Some(Difference::Missing { expected }) => (None, says(theirs(expected), "never came")),
        Some(Difference::Extra { actual }) => (says(mine(actual), "is one too many"), None),
        Some(Difference::Order { early, late }) => {
            let (early, late) = (mine(early), mine(late));
            let name = late.map(|line| line.text.trim()).unwrap_or_default();
            (says(early, &format!("came before {name}")), says(late, "comes first"))
        }
        Some(Difference::End) => {
            (end(actual, &format!("{} at", actual.end)), end(reference, "ends at"))
        }
        Some(Difference::EndTime) => (end(actual, "ended at"), end(reference, "ends at")),
        Some(
            Difference::Inexact { .. }
            | Difference::File { .. }
            | Difference::Question { .. }
            | Difference::Cost { .. },
        )
        | None => (None, None),
    }
}

/// Whether a timeline can show it.
pub(crate) fn is_of_lines(difference: &Difference) -> bool {
    !matches!(
        difference,
        Difference::Inexact { .. }
            | Difference::File { .. }
            | Difference::Question { .. }
            | Difference::Cost { .. }
    )
}
