//! Finds for each line of the reference the line that was meant: by its text, whatever its time.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::alignment::Alignment;
use super::near;
use super::view::VisibleLine;

/// Pairs the lines of two views: equal texts first, then lines that stand at the same place
/// between equal texts, then texts that are nearly equal.
pub(super) fn align(actual: &[VisibleLine<'_>], expected: &[VisibleLine<'_>]) -> Alignment {
    let mut alignment = Alignment::new(actual.len(), expected.len());
    let mut places: HashMap<&str, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (place, line) in actual.iter().enumerate() {
        places.entry(line.text).or_default().0.push(place);
    }
    for (place, line) in expected.iter().enumerate() {
        // A text that you never wrote has no partner here.
        if let Some((_, rights)) = places.get_mut(line.text) {
            rights.push(place);
        }
    }
    for (ours, rights) in places.values() {
        if ours.len() == rights.len() {
            pair_in_turn(&mut alignment, ours, rights);
        } else {
            pair_around_equal_times(&mut alignment, (actual, ours), (expected, rights));
        }
    }
    near::pair_same_place(&mut alignment);
    near::pair_nearly_equal(&mut alignment, actual, expected);
    alignment
}

fn pair_in_turn(alignment: &mut Alignment, actual: &[usize], rights: &[usize]) {
    for (&ours, &theirs) in actual.iter().zip(rights) {
        alignment.pair(ours, theirs);
    }
}

/// For a text that came too often or too rarely: what came at the right time is right, and only
/// what lies between two such lines can stand for something that lies between them too.
fn pair_around_equal_times(
    alignment: &mut Alignment,
    (actual, ours): (&[VisibleLine<'_>], &[usize]),
    (expected, rights): (&[VisibleLine<'_>], &[usize]),
) {
    let (mut y, mut r) = (0, 0);
    let (mut gap_y, mut gap_r) = (0, 0);
    while y < ours.len() && r < rights.len() {
        match actual[ours[y]].at_ms.cmp(&expected[rights[r]].at_ms) {
            Ordering::Less => y += 1,
            Ordering::Greater => r += 1,
            Ordering::Equal => {
                pair_in_turn(alignment, &ours[gap_y..y], &rights[gap_r..r]);
                alignment.pair(ours[y], rights[r]);
                (y, r) = (y + 1, r + 1);
                (gap_y, gap_r) = (y, r);
            }
        }
    }
    pair_in_turn(alignment, &ours[gap_y..], &rights[gap_r..]);
}
