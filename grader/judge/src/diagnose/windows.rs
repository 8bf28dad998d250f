//! The sentence of a window that a run has broken.

use super::Evidence;
use crate::compare::Difference;
use model::pattern::Pattern;

/// What the exercise says of the first difference, if that is about lines with a window.
pub(super) fn sentence(evidence: &Evidence<'_>, difference: &Difference) -> Option<String> {
    let line = |transcript: &'_ model::transcript::Transcript, index: usize| {
        transcript.stdout().nth(index).map(|line| line.text.trim_end().to_owned())
    };
    let ours = |index: usize| line(&evidence.observation.transcript, index);
    let right = |index: usize| line(evidence.expected, index);
    let about = match difference {
        Difference::Text { actual, expected } | Difference::Time { actual, expected } => {
            [ours(*actual), right(*expected)]
        }
        Difference::Missing { expected } => [None, right(*expected)],
        Difference::Extra { actual } => [ours(*actual), None],
        Difference::Question { asks, .. } => [Some(asks.clone()), None],
        _ => return None,
    };
    let window = evidence.within.iter().find(|window| {
        let mut patterns = window.lines.iter().map(|text| Pattern::new(text));
        patterns.any(|pattern| about.iter().flatten().any(|text| pattern.matches(text)))
    });
    window.map(|window| window.says.clone())
}

#[cfg(test)]
mod tests {
    use crate::compare::compare;
    use crate::diagnose::{Evidence, Source, diagnose};
    use model::sample::{observation, transcript};
    use model::spec::{CostBounds, Order, Window};

    /// Whether a run is told what the window of `out: *` says.
    fn check(actual: &str, is_told: bool) {
        let says = "Out it goes, once, and neither soon nor late.";
        let window =
            Window { lines: vec!["out: *".into()], from_ms: 10, to_ms: 20, says: says.into() };
        let (observation, order) =
            (observation(&format!("{actual}\n30  (ended)")), Order::default());
        let expected = transcript("5  a\n12  out: bob\n30  (ended)");
        let bounds = CostBounds::default();
        let evidence = Evidence {
            args: &[],
            observation: &observation,
            expected: &expected,
            clock_steps: &[],
            order: &order,
            bounds: &bounds,
            within: &[window],
            comparison: &compare(&observation, &expected, &order, &bounds),
            is_starter: false,
        };
        let said = diagnose(&evidence, &[], &Source::new([""])).sentence;
        assert_eq!(said == says, is_told, "{actual}: {said}");
    }

    #[test]
    fn a_broken_window_has_its_sentence() {
        check("5  a\n25  out: bob", true);
        check("5  a", true);
        check("5  a\n12  out: bob\n14  out: bob", true);
    }

    #[test]
    fn other_differences_have_theirs() {
        check("5  b\n12  out: bob", false);
        check("6  a\n12  out: bob", false);
    }
}
