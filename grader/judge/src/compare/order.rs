//! The order of lines that share an instant.
//!
//! Lines of one actor keep their order, and so do lines without an actor. What an exercise states
//! comes on top: lines that are free, lines that come last, lines that come before others.

use std::collections::BTreeMap;

use super::view::actor;
use model::pattern::{Bindings, Pattern};
use model::spec::Order;

/// An exercise's order rules, read once for many lines.
#[derive(Debug)]
pub(crate) struct Rules {
    free: Vec<Pattern>,
    last: Vec<Pattern>,
    before: Vec<(Pattern, Pattern)>,
}

/// Two of an instant's lines in the wrong order, as positions in the slice that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Swap {
    /// The line that came too early.
    pub(crate) early: usize,
    /// The line that should have come before it.
    pub(crate) late: usize,
}

impl Rules {
    pub(crate) fn new(order: &Order) -> Rules {
        let patterns = |texts: &[String]| texts.iter().map(|text| Pattern::new(text)).collect();
        let pairs = order.before.iter();
        Rules {
            free: patterns(&order.free),
            last: patterns(&order.last),
            before: pairs.map(|(a, b)| (Pattern::new(a), Pattern::new(b))).collect(),
        }
    }

    /// Whose order a line belongs to; nobody's when it is free.
    pub(crate) fn keeper<'a>(&self, text: &'a str) -> Option<&'a str> {
        if any(&self.free, text) { None } else { Some(actor(text)) }
    }

    /// Where the lines of one instant break a stated rule: at most once a line that is to be last,
    /// and at most once a line that must not come before another.
    pub(crate) fn broken(&self, lines: &[&str]) -> Vec<Swap> {
        let mut swaps = self.broken_last(lines);
        for pair in &self.before {
            swaps.extend(broken_before(pair, lines));
        }
        swaps.sort_unstable();
        swaps.dedup_by_key(|swap| swap.early);
        swaps
    }

    fn broken_last(&self, lines: &[&str]) -> Vec<Swap> {
        if self.last.is_empty() {
            return Vec::new();
        }
        let is_last: Vec<bool> = lines.iter().map(|line| any(&self.last, line)).collect();
        let Some(late) = is_last.iter().rposition(|last| !last) else { return Vec::new() };
        (0..late).filter(|&early| is_last[early]).map(|early| Swap { early, late }).collect()
    }
}

fn any(patterns: &[Pattern], text: &str) -> bool {
    patterns.iter().any(|pattern| pattern.matches(text))
}

/// Where a line that fits the second pattern comes before one that fits the first, both with the
/// same text for the names they share.
fn broken_before((first, second): &(Pattern, Pattern), lines: &[&str]) -> Vec<Swap> {
    let firsts: Vec<Option<Bindings>> = lines.iter().map(|line| first.bindings(line)).collect();
    let seconds: Vec<Option<Bindings>> = lines.iter().map(|line| second.bindings(line)).collect();
    let names = |all: &[Option<Bindings>]| -> Vec<String> {
        all.iter().flatten().next().map(|one| one.keys().cloned().collect()).unwrap_or_default()
    };
    let (in_first, in_second) = (names(&firsts), names(&seconds));
    let shared: Vec<&String> = in_first.iter().filter(|name| in_second.contains(name)).collect();
    let key = |bindings: &Bindings| -> Vec<String> {
        shared.iter().filter_map(|name| bindings.get(*name).cloned()).collect()
    };
    let mut latest: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (place, bindings) in firsts.iter().enumerate() {
        if let Some(bindings) = bindings {
            latest.insert(key(bindings), place);
        }
    }
    let mut swaps = Vec::new();
    for (early, bindings) in seconds.iter().enumerate() {
        let Some(bindings) = bindings else { continue };
        // A line that fits both patterns does not come before itself.
        if let Some(&late) = latest.get(&key(bindings)).filter(|&&late| early < late) {
            swaps.push(Swap { early, late });
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::Rules;
    use model::spec::Order;

    fn check(rules: &Order, lines: &[&str], expected: &[(&str, &str)]) {
        let swaps = Rules::new(rules).broken(lines);
        let found: Vec<_> =
            swaps.iter().map(|swap| (lines[swap.early], lines[swap.late])).collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn without_a_rule_nothing_is_broken() {
        check(&Order::default(), &["b", "a", "x: 2", "x: 1"], &[]);
    }

    #[test]
    fn a_last_line_has_nothing_behind_it_but_other_last_lines() {
        let rules =
            Order { last: vec!["all done".to_owned(), "total: *".to_owned()], ..Order::default() };
        check(&rules, &["call: done", "all done", "total: 3"], &[]);
        check(&rules, &["all done", "call: done"], &[("all done", "call: done")]);
    }

    #[test]
    fn a_number_comes_before_its_own_nap_only() {
        let pair = ("{n}".to_owned(), "{n}: start sleeping".to_owned());
        let rules = Order { before: vec![pair], ..Order::default() };
        check(&rules, &["8", "8: start sleeping", "9"], &[]);
        check(&rules, &["12: start sleeping", "8", "9"], &[]);
        check(&rules, &["7", "8: start sleeping", "8"], &[("8: start sleeping", "8")]);
    }

    #[test]
    fn a_pair_without_names_holds_for_all_lines_that_fit() {
        let pair = ("uploading...".to_owned(), "enc*".to_owned());
        let rules = Order { before: vec![pair], ..Order::default() };
        check(&rules, &["uploading...", "encoding"], &[]);
        check(&rules, &["encoding", "hello", "uploading..."], &[("encoding", "uploading...")]);
    }
}
