//! Pairs lines whose texts differ but that were meant to be the same.

use super::alignment::Alignment;
use super::view::Seen;

/// How many lines without a partner are looked at, each side, for a text that is nearly theirs.
/// Only the first difference is spoken of, and every line with every other would take too long.
const LOOKED_AT: usize = 32;

/// The longest text, in letters, that is searched for a slip of the pen.
const LONGEST: usize = 200;

/// Pairs stretches of lines without a partner that lie between the same neighbours and are
/// equally long.
pub(super) fn pair_same_place(alignment: &mut Alignment) {
    let mut right = 0;
    while right < alignment.of_right.len() {
        if alignment.of_right[right].is_some() {
            right += 1;
            continue;
        }
        let start = right;
        while right < alignment.of_right.len() && alignment.of_right[right].is_none() {
            right += 1;
        }
        // Partners of the neighbours; the start and the end of the transcript are neighbours too.
        let before = start.checked_sub(1).and_then(|before| alignment.of_right[before]);
        let from = before.map_or(0, |before| before + 1);
        let after = alignment.of_right.get(right).copied().flatten();
        let to = after.unwrap_or(alignment.of_yours.len());
        let same_length = to.checked_sub(from) == Some(right - start);
        if same_length && alignment.of_yours[from..to].iter().all(Option::is_none) {
            for step in 0..right - start {
                alignment.pair(from + step, start + step);
            }
        }
    }
}

/// Pairs the first lines without a partner whose texts are a slip of the pen apart.
pub(super) fn pair_nearly_equal(alignment: &mut Alignment, yours: &[Seen<'_>], right: &[Seen<'_>]) {
    let alone = |partners: &[Option<usize>]| -> Vec<usize> {
        let places = partners.iter().enumerate().filter(|(_, partner)| partner.is_none());
        places.map(|(place, _)| place).take(LOOKED_AT).collect()
    };
    let mut left = alone(&alignment.of_yours);
    for wanted in alone(&alignment.of_right) {
        let found = |same_instant: bool| {
            left.iter().position(|&place| {
                (!same_instant || yours[place].at_ms == right[wanted].at_ms)
                    && is_slip(yours[place].text, right[wanted].text)
            })
        };
        if let Some(found) = found(true).or_else(|| found(false)) {
            alignment.pair(left.remove(found), wanted);
        }
    }
}

/// True for texts that differ in few letters and in no digit: another number is no slip of the pen.
fn is_slip(yours: &str, right: &str) -> bool {
    let length = yours.chars().count().max(right.chars().count());
    if length > LONGEST || !digits(yours).eq(digits(right)) {
        return false;
    }
    let distance = strsim::osa_distance(&yours.to_lowercase(), &right.to_lowercase());
    // Three letters may hold one slip, seven two.
    distance <= (length + 1) / 4
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    fn check(yours: &str, right: &str, expected: bool) {
        assert_eq!(is_slip(yours, right), expected, "{yours:?} for {right:?}");
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
