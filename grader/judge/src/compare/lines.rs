//! How two transcripts' lines differ, the earliest difference first.

use std::collections::{BTreeMap, HashMap};

use super::Difference;
use super::align::align;
use super::alignment::Alignment;
use super::order::{Rules, Swap};
use super::view::VisibleLine;

/// A difference and what decides when it is spoken of.
#[derive(Debug)]
pub(super) struct Found {
    /// The instant from which the transcripts are no longer the same because of it.
    pub(super) at_ms: u64,
    /// Of one instant's differences, wrong words are spoken of before all others.
    is_text: bool,
    /// Where in the transcript it is.
    place: usize,
    pub(super) difference: Difference,
}

/// Every difference between the lines of two views, the earliest first.
pub(super) fn differences(
    actual: &[VisibleLine<'_>],
    expected: &[VisibleLine<'_>],
    rules: &Rules,
) -> Vec<Found> {
    let alignment = align(actual, expected);
    let mut found = Vec::new();
    for (place, line) in actual.iter().enumerate() {
        found.extend(match alignment.of_actual[place] {
            Some(partner) => pair_difference(line, &expected[partner]),
            None => Some(Found {
                at_ms: line.at_ms,
                is_text: false,
                place: line.index,
                difference: Difference::Extra { actual: line.index },
            }),
        });
    }
    for (place, line) in expected.iter().enumerate() {
        if alignment.of_expected[place].is_none() {
            found.push(Found {
                at_ms: line.at_ms,
                is_text: false,
                place: line.index,
                difference: Difference::Missing { expected: line.index },
            });
        }
    }
    found.extend(order_differences(actual, expected, &alignment, rules));
    // The sort is stable: at one place an extra line comes before a missing one.
    found.sort_by_key(|found| (found.at_ms, !found.is_text, found.place));
    found
}

fn pair_difference(actual: &VisibleLine<'_>, expected: &VisibleLine<'_>) -> Option<Found> {
    let at_ms = actual.at_ms.min(expected.at_ms);
    let place = expected.index;
    let (actual_index, expected_index) = (actual.index, expected.index);
    if actual.text != expected.text {
        let difference = Difference::Text { actual: actual_index, expected: expected_index };
        Some(Found { at_ms, is_text: true, place, difference })
    } else if actual.at_ms != expected.at_ms {
        let difference = Difference::Time { actual: actual_index, expected: expected_index };
        Some(Found { at_ms, is_text: false, place, difference })
    } else {
        None
    }
}

/// Wrong orders among the lines that have the right text at the right instant.
fn order_differences(
    actual: &[VisibleLine<'_>],
    expected: &[VisibleLine<'_>],
    alignment: &Alignment,
    rules: &Rules,
) -> Vec<Found> {
    let mut instants: BTreeMap<u64, Vec<(usize, usize)>> = BTreeMap::new();
    for (place, partner) in alignment.of_actual.iter().enumerate() {
        let Some(partner) = *partner else { continue };
        if actual[place].text == expected[partner].text
            && actual[place].at_ms == expected[partner].at_ms
        {
            instants.entry(actual[place].at_ms).or_default().push((place, partner));
        }
    }
    let mut found = Vec::new();
    for (at_ms, pairs) in instants {
        let texts: Vec<&str> = pairs.iter().map(|&(place, _)| actual[place].text).collect();
        let mut swaps = own_order(&texts, &pairs, rules);
        swaps.extend(rules.broken(&texts));
        found.extend(swaps.into_iter().map(|swap| {
            let early = actual[pairs[swap.early].0].index;
            let late = actual[pairs[swap.late].0].index;
            let difference = Difference::Order { early, late };
            Found { at_ms, is_text: false, place: early, difference }
        }));
    }
    found
}

/// For each actor whose lines of this instant are not in the reference's order, the first line
/// that came too early.
fn own_order(texts: &[&str], pairs: &[(usize, usize)], rules: &Rules) -> Vec<Swap> {
    let mut kept: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, text) in texts.iter().enumerate() {
        if let Some(keeper) = rules.keeper(text) {
            kept.entry(keeper).or_default().push(place);
        }
    }
    let swaps = kept.into_values().filter_map(|places| {
        let mut wanted = places.clone();
        wanted.sort_unstable_by_key(|&place| pairs[place].1);
        let first = places.iter().zip(&wanted).find(|(came, wanted)| came != wanted);
        first.map(|(&early, &late)| Swap { early, late })
    });
    let mut swaps: Vec<Swap> = swaps.collect();
    swaps.sort_unstable();
    swaps
}
