//! Pairs lines whose texts differ but that were meant to be the same.

use super::alignment::Alignment;
use super::view::VisibleLine;

/// How many lines without a partner are looked at, each side, for a text that is nearly theirs.
/// Only the first difference is spoken of, and every line with every other would take too long.
const LOOKED_AT: usize = 32;

/// The longest text, in letters, that is searched for a slip of the pen.
const LONGEST: usize = 200;

/// Pairs stretches of lines without a partner that lie between the same neighbours and are
/// equally long.
pub(super) fn pair_same_place(alignment: &mut Alignment) {
    let mut expected = 0;
    while expected < alignment.of_expected.len() {
        if alignment.of_expected[expected].is_some() {
            expected += 1;
            continue;
        }
        let start = expected;
        while expected < alignment.of_expected.len() && alignment.of_expected[expected].is_none() {
            expected += 1;
        }
        // Partners of the neighbours; the start and the end of the transcript are neighbours too.
        let before = start.checked_sub(1).and_then(|before| alignment.of_expected[before]);
        let from = before.map_or(0, |before| before + 1);
        let after = alignment.of_expected.get(expected).copied().flatten();
        let to = after.unwrap_or(alignment.of_actual.len());
        let same_length = to.checked_sub(from) == Some(expected - start);
        if same_length && alignment.of_actual[from..to].iter().all(Option::is_none) {
            for step in 0..expected - start {
                alignment.pair(from + step, start + step);
            }
        }
    }
}

/// Pairs the first lines without a partner whose texts are a slip of the pen apart.
pub(super) fn pair_nearly_equal(
    alignment: &mut Alignment,
    actual: &[VisibleLine<'_>],
    expected: &[VisibleLine<'_>],
) {
    let alone = |partners: &[Option<usize>]| -> Vec<usize> {
        let places = partners.iter().enumerate().filter(|(_, partner)| partner.is_none());
        places.map(|(place, _)| place).take(LOOKED_AT).collect()
    };
    let mut left = alone(&alignment.of_actual);
    for wanted in alone(&alignment.of_expected) {
        let found = |same_instant: bool| {
            left.iter().position(|&place| {
                (!same_instant || actual[place].at_ms == expected[wanted].at_ms)
                    && is_slip(actual[place].text, expected[wanted].text)
            })
        };
        if let Some(found) = found(true).or_else(|| found(false)) {
            alignment.pair(left.remove(found), wanted);
        }
    }
}

/// True for texts that differ in few letters and in no digit: another number is no slip of the pen.
fn is_slip(actual: &str, expected: &str) -> bool {
    let length = actual.chars().count().max(expected.chars().count());
    if length > LONGEST || !digits(actual).eq(digits(expected)) {
        return false;
    }
    let distance = strsim::osa_distance(&actual.to_lowercase(), &expected.to_lowercase());
    // Three letters may hold one slip, seven two.
    distance <= (length + 1) / 4
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    fn check(actual: &str, reference: &str, expected: bool) {
        assert_eq!(is_slip(actual, reference), expected, "{actual:?} for {reference:?}");
    }

    #[test]
    fn a_wrong_letter_is_a_slip() {
        check("encodng", "encoding", true);
        check("strat sleeping", "start sleeping", true);
        check("Start Sleeping", "start sleeping", true);
        check("start  sleeping", "start sleeping", true);
    }

    #[test]
    fn another_word_is_no_slip() {
        check("start sleeping", "done sleeping", false);
        check("x", "y", false);
    }

    #[test]
    fn another_number_is_no_slip() {
        check("scrolling 1", "scrolling 4", false);
        check("12: start sleeping", "8: start sleeping", false);
    }
}
