//! Notices lines that should be several: a `print!` where a newline was meant.

use super::Evidence;
use super::quote::{listed, quote};
use crate::compare::Difference;
use crate::compare::view::{VisibleLine, view};
use model::words::time;

/// As many differences are looked at; the sentence is about the first anyhow.
const LOOKED_AT: usize = 16;

/// As many of the joined lines are named.
const NAMED: usize = 3;

/// A sentence when the first difference is a line, and one of the first lines that differ holds
/// several of the reference's.
pub(super) fn sentence(evidence: &Evidence<'_>, first: &Difference) -> Option<String> {
    let about_a_line = matches!(
        first,
        Difference::Text { .. } | Difference::Missing { .. } | Difference::Extra { .. }
    );
    if !about_a_line {
        return None;
    }
    let (actual, expected) = (view(&evidence.observation.transcript), view(evidence.expected));
    let differences = || evidence.comparison.differences.iter();
    let odd = differences().filter_map(|difference| match difference {
        Difference::Text { actual, .. } | Difference::Extra { actual } => Some(*actual),
        _ => None,
    });
    for index in odd.take(LOOKED_AT) {
        let Some(line) = actual.iter().find(|line| line.index == index) else { continue };
        let starts = differences().filter_map(|difference| match difference {
            Difference::Text { expected, .. } | Difference::Missing { expected } => Some(*expected),
            _ => None,
        });
        for start in starts.take(LOOKED_AT) {
            let Some(place) = expected.iter().position(|line| line.index == start) else {
                continue;
            };
            let parts = parts(line.text, &expected[place..]);
            if parts > 1 {
                return Some(say(line, &expected[place..place + parts]));
            }
        }
    }
    None
}

/// How many of the lines make up the text, white space aside; none if they do not.
fn parts(text: &str, lines: &[VisibleLine<'_>]) -> usize {
    let squeezed: String = text.split_whitespace().collect();
    let mut rest = squeezed.as_str();
    for (count, line) in lines.iter().enumerate() {
        if rest.is_empty() {
            return count;
        }
        let part: String = line.text.split_whitespace().collect();
        match rest.strip_prefix(&part) {
            Some(others) => rest = others,
            None => return 0,
        }
    }
    if rest.is_empty() { lines.len() } else { 0 }
}

fn say(line: &VisibleLine<'_>, parts: &[VisibleLine<'_>]) -> String {
    let mut names: Vec<String> = parts.iter().take(NAMED).map(|part| quote(part.text)).collect();
    if parts.len() > NAMED {
        names.push("others".to_owned());
    }
    let names = listed(&names);
    let waited = parts.first().filter(|first| first.at_ms < line.at_ms).map(|first| {
        let (line, when) = (quote(first.text), time(line.at_ms - first.at_ms));
        format!(" {line} came {when} late: a line that is left open is shown once it is ended.")
    });
    let waited = waited.unwrap_or_default();
    format!(
        "{names} came on one line, and each needs a line of its own: end each with a newline, as \
         `println!` does.{waited}"
    )
}
