//! Choosing a few of many so that together they reach every goal. Pure.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::goals::Goal;

/// What has been chosen so far, and what is still to be reached.
pub(super) struct Choosing<T> {
    places: usize,
    wanted: BTreeSet<Goal>,
    open: BTreeSet<Goal>,
    taken: Vec<(T, BTreeSet<Goal>)>,
    /// Looked at and not taken, the first first.
    left: Vec<T>,
}

impl<T> Choosing<T> {
    pub(super) fn new(places: usize, wanted: BTreeSet<Goal>) -> Choosing<T> {
        let open = wanted.clone();
        Choosing { places, wanted, open, taken: Vec::new(), left: Vec::new() }
    }

    /// What is still to be reached.
    pub(super) fn open(&self) -> &BTreeSet<Goal> {
        &self.open
    }

    /// True when everything is reached and there is something for every place.
    pub(super) fn is_done(&self) -> bool {
        self.open.is_empty() && self.taken.len() + self.left.len() >= self.places
    }

    /// Takes what reaches something new, if there is a place for it: a free one, or that of
    /// something without which as much is reached.
    pub(super) fn offer(&mut self, item: T, reached: &BTreeSet<Goal>) {
        let reached: BTreeSet<Goal> = self.wanted.intersection(reached).cloned().collect();
        let place = match self.open.is_disjoint(&reached) {
            true => None,
            false if self.taken.len() < self.places => Some(self.taken.len()),
            false => (0..self.taken.len()).find(|&place| self.is_spare(place, &reached)),
        };
        let Some(place) = place else {
            self.left.push(item);
            return;
        };
        self.open.retain(|goal| !reached.contains(goal));
        if place < self.taken.len() {
            self.left.push(self.taken.remove(place).0);
        }
        self.taken.push((item, reached));
    }

    /// True when the others, and what is offered, reach all that the one in this place does.
    fn is_spare(&self, place: usize, offered: &BTreeSet<Goal>) -> bool {
        let others = || self.taken.iter().enumerate().filter(|(other, _)| *other != place);
        self.taken[place].1.iter().all(|goal| {
            offered.contains(goal) || others().any(|(_, (_, reached))| reached.contains(goal))
        })
    }

    /// What was chosen, and with what was left over in the places that are free.
    pub(super) fn finish(self) -> (Vec<T>, BTreeSet<Goal>) {
        let taken = self.taken.into_iter().map(|(item, _)| item);
        (taken.chain(self.left).take(self.places).collect(), self.open)
    }
}

/// The items in the order in which to look at them: first those that have the most of what is
/// still to be reached, so that few places do, then the others as they come.
pub(super) fn richest_first<T>(
    mut items: Vec<T>,
    has: impl Fn(&T) -> BTreeSet<Goal>,
    open: &BTreeSet<Goal>,
) -> Vec<T> {
    let mut open = open.clone();
    let mut ordered = Vec::new();
    loop {
        let gain = |item: &T| has(item).intersection(&open).count();
        let richest = (0..items.len()).min_by_key(|&index| Reverse(gain(&items[index])));
        let Some(richest) = richest.filter(|&index| gain(&items[index]) > 0) else { break };
        let item = items.remove(richest);
        open.retain(|goal| !has(&item).contains(goal));
        ordered.push(item);
    }
    ordered.extend(items);
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goals(names: &str) -> BTreeSet<Goal> {
        names.chars().map(|name| Goal::Feature(name.to_string())).collect()
    }

    /// Chooses among items that are called what they reach.
    fn check(places: usize, wanted: &str, items: &str, expected: &str) {
        let mut choosing = Choosing::new(places, goals(wanted));
        let items: Vec<&str> = items.split(' ').collect();
        for item in richest_first(items, |item| goals(item), &goals(wanted)) {
            if choosing.is_done() {
                break;
            }
            choosing.offer(item, &goals(item));
        }
        let (taken, open) = choosing.finish();
        let open: Vec<String> = open.iter().map(|goal| format!("{goal:?}")).collect();
        let said = format!("{} {}", taken.join(" "), open.join(" "));
        assert_eq!(said.trim(), expected, "{places} of {items:?} for {wanted}", items = taken);
    }

    #[test]
    fn the_first_are_taken_where_nothing_is_wanted() {
        check(2, "", "x y z", "x y");
    }

    #[test]
    fn what_is_rare_is_taken_and_the_first_fill_up() {
        check(3, "a", "x y z a", "a x y");
        check(2, "abc", "a b ab c", "ab c");
    }

    #[test]
    fn what_is_never_reached_stays_open() {
        check(2, "ab", "x a y", "a x Feature(\"b\")");
        check(1, "ab", "a b", "a Feature(\"b\")");
    }

    #[test]
    fn what_turns_out_to_be_spare_makes_room() {
        let mut choosing = Choosing::new(2, goals("abc"));
        for item in ["a", "b", "ac"] {
            choosing.offer(item, &goals(item));
        }
        assert_eq!(choosing.finish(), (vec!["b", "ac"], goals("")));
    }
}
