//! Compares what was asked of the world outside, and when. What is asked at one instant may be
//! asked in any order.

use std::collections::BTreeMap;

use super::Difference;
use model::transcript::Question;

/// The first question that was asked at another time than it should be, that nobody should ask, or
/// that nobody asked.
pub(super) fn first_difference(actual: &[Question], expected: &[Question]) -> Option<Difference> {
    let mut left: BTreeMap<&Question, i64> = BTreeMap::new();
    for question in actual {
        *left.entry(question).or_default() += 1;
    }
    for question in expected {
        *left.entry(question).or_default() -= 1;
    }
    left.retain(|_, count| *count != 0);
    let (first, count) = left.first_key_value()?;
    let is_asked = *count > 0;
    // The same on the other side, at its time.
    let other = left.iter().find(|(it, count)| it.asks == first.asks && (**count > 0) != is_asked);
    let (first_at, other_at) = (Some(first.at_ms), other.map(|(it, _)| it.at_ms));
    let (at_ms, expected_at_ms) =
        if is_asked { (first_at, other_at) } else { (other_at, first_at) };
    Some(Difference::Question { asks: first.asks.clone(), at_ms, expected_at_ms })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions(text: &str) -> Vec<Question> {
        let lines = text.lines().map(|line| line.split_once(' ').expect("a time and a question"));
        let question = |(at, asks): (&str, &str)| Question {
            at_ms: at.parse().expect("a time in milliseconds"),
            asks: asks.to_owned(),
        };
        lines.map(question).collect()
    }

    /// The first difference as question, its time and the right one.
    fn check(actual: &str, expected: &str, first: Option<(&str, Option<u64>, Option<u64>)>) {
        let found = first_difference(&questions(actual), &questions(expected));
        let first = first.map(|(asks, at_ms, expected_at_ms)| Difference::Question {
            asks: asks.to_owned(),
            at_ms,
            expected_at_ms,
        });
        assert_eq!(found, first, "{actual} for {expected}");
    }

    #[test]
    fn what_is_asked_at_one_instant_may_be_asked_in_any_order() {
        check("", "", None);
        check("0 a\n0 b\n5 a", "0 b\n0 a\n5 a", None);
    }

    #[test]
    fn a_question_at_another_time_has_both_times() {
        check("0 a\n0 b", "0 a\n7 b", Some(("b", Some(0), Some(7))));
        check("9 a", "7 a", Some(("a", Some(9), Some(7))));
    }

    #[test]
    fn a_question_too_many_or_too_few_has_one_time() {
        check("0 a\n0 a", "0 a", Some(("a", Some(0), None)));
        check("", "3 a", Some(("a", None, Some(3))));
        check("4 c", "3 a", Some(("a", None, Some(3))));
    }
}
