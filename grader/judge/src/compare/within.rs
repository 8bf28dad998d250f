//! Lines that may come at any moment of a window. Each that does is brought to the instant at which
//! the reference wrote it, and from there on it is compared as any other: so one that comes twice,
//! outside the window or not at all is a difference.

use model::pattern::Pattern;
use model::spec::Window;
use model::transcript::{Question, Stream, Transcript};

/// Brings what came in its window, lines and questions, to the instants of the reference's.
pub fn bring_together(actual: &mut Transcript, expected: &Transcript, windows: &[Window]) {
    if windows.is_empty() {
        return;
    }
    for window in windows {
        let mut right: Vec<(&str, u64)> =
            expected.stdout().map(|line| (line.text.trim_end(), line.at_ms)).collect();
        let lines = actual.lines.iter_mut().filter(|line| line.stream == Stream::Stdout);
        bring(window, &mut right, lines.map(|line| (line.text.trim_end(), &mut line.at_ms)));
        let mut right: Vec<(&str, u64)> =
            expected.questions.iter().map(|it| (it.asks.as_str(), it.at_ms)).collect();
        let questions = actual.questions.iter_mut();
        bring(window, &mut right, questions.map(|Question { asks, at_ms }| (&**asks, at_ms)));
    }
    actual.lines.sort_by_key(|line| line.at_ms);
    actual.questions.sort();
}

/// Each one of the reference's is for one of them only.
fn bring<'a>(
    window: &Window,
    right: &mut Vec<(&str, u64)>,
    seen: impl Iterator<Item = (&'a str, &'a mut u64)>,
) {
    let patterns: Vec<Pattern> = window.lines.iter().map(|text| Pattern::new(text)).collect();
    for (text, at_ms) in seen {
        let is_in_time = (window.from_ms..=window.to_ms).contains(at_ms);
        if !is_in_time || !patterns.iter().any(|pattern| pattern.matches(text)) {
            continue;
        }
        if let Some(twin) = right.iter().position(|(other, _)| *other == text) {
            *at_ms = right.remove(twin).1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use model::sample::{observation, transcript};
    use model::spec::{CostBounds, Order};

    /// Whether a run is right where `out: *` may come from 10 to 20.
    fn check(actual: &str, expected: bool) {
        let reference = transcript("5  a\n12  out: bob\n15  b\n30  (ended)");
        let window = Window {
            lines: vec!["out: *".to_owned()],
            from_ms: 10,
            to_ms: 20,
            says: String::new(),
        };
        let mut actual = observation(&format!("{actual}\n30  (ended)"));
        bring_together(&mut actual.transcript, &reference, &[window]);
        let found = compare(&actual, &reference, &Order::default(), &CostBounds::default());
        assert_eq!(found.is_equal(), expected, "{}: {found:?}", actual.transcript);
    }

    #[test]
    fn any_moment_of_the_window_is_right() {
        check("5  a\n12  out: bob\n15  b", true);
        check("5  a\n10  out: bob\n15  b", true);
        check("5  a\n15  b\n20  out: bob", true);
    }

    #[test]
    fn no_other_moment_is() {
        check("5  a\n9  out: bob\n15  b", false);
        check("5  a\n15  b\n21  out: bob", false);
    }

    #[test]
    fn neither_twice_nor_never_nor_in_other_words() {
        check("5  a\n12  out: bob\n13  out: bob\n15  b", false);
        check("5  a\n15  b", false);
        check("5  a\n12  out: ann\n15  b", false);
    }

    #[test]
    fn all_other_lines_keep_their_moments() {
        check("5  a\n12  out: bob\n16  b", false);
    }
}
