//! What makes two failing runs the same: their lines at their times, modulo the orders that are
//! free, their end, their files and the bounds they break.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::stderr::panic_of_another;
use crate::compare::order::Rules;
use crate::compare::view::{VisibleLine, view};
use crate::compare::{Comparison, Difference, compare};
use model::observation::{Observation, Role};
use model::spec::{CostBounds, Order};
use model::transcript::{End, Transcript};

/// A digest of a run. Equal runs have equal signatures, and nothing of the run can be read in it,
/// so it can travel where the transcripts of known-wrong programs must not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// What it did, as everybody can see it.
    did: String,
    /// By which means.
    how: Means,
}

/// What was measured of a run and is no part of its timeline: two programs may do the same by
/// other means, and a sentence about the one is then false of the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    /// A blocking call held async code: the only thread that it had, or one of several.
    held: Option<Role>,
    /// There were tasks.
    tasks: bool,
    /// A task or a thread panicked, and the program went on.
    panicked: bool,
}

/// The timeline alone.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.did)
    }
}

impl Signature {
    /// True when both did the same, by whatever means.
    pub fn is_same_timeline(&self, other: &Signature) -> bool {
        self.did == other.did
    }
}

/// The signature of a run. `comparison` is the run compared with the reference.
pub fn signature(observation: &Observation, comparison: &Comparison, order: &Order) -> Signature {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_canonical(&mut text, observation, comparison, order);
    let digest = Sha256::digest(text.as_bytes());
    let did = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Signature { did, how: means(observation) }
}

fn means(observation: &Observation) -> Means {
    let Observation { transcript, trace } = observation;
    let held = trace.holds.iter().filter(|hold| hold.is_async() && hold.for_ms > 0);
    let panicked =
        !matches!(transcript.end, End::Panicked { .. }) && panic_of_another(transcript).is_some();
    Means { held: held.map(|hold| hold.role).next(), tasks: trace.tasks_spawned > 0, panicked }
}

/// True when two programs did the same on the same run, so that the run cannot tell them apart.
pub fn coincide(
    a: &Observation,
    b: &Observation,
    expected: &Transcript,
    order: &Order,
    bounds: &CostBounds,
) -> bool {
    let sign = |one| signature(one, &compare(one, expected, order, bounds), order);
    sign(a).is_same_timeline(&sign(b))
}

fn write_canonical(
    out: &mut String,
    observation: &Observation,
    comparison: &Comparison,
    order: &Order,
) -> fmt::Result {
    let transcript = &observation.transcript;
    let rules = Rules::new(order);
    let mut instants: BTreeMap<u64, Vec<VisibleLine<'_>>> = BTreeMap::new();
    for line in view(transcript) {
        instants.entry(line.at_ms).or_default().push(line);
    }
    for (at_ms, lines) in &instants {
        writeln!(out, "at {at_ms}")?;
        write_instant(out, lines, &rules)?;
    }
    writeln!(out, "end {} {}", transcript.ended_at_ms, end(&transcript.end))?;
    for (name, content) in &transcript.files {
        writeln!(out, "file {name:?} {:?}", content.trim_end())?;
    }
    for difference in &comparison.differences {
        if let Difference::Cost { cost, .. } = difference {
            writeln!(out, "too many {}", cost.name())?;
        }
    }
    Ok(())
}

/// Lines of one instant: each actor's in their order, the free ones sorted, and which of them
/// break a rule.
fn write_instant(out: &mut String, lines: &[VisibleLine<'_>], rules: &Rules) -> fmt::Result {
    let mut free = Vec::new();
    let mut kept: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines {
        match rules.keeper(line.text) {
            Some(actor) => kept.entry(actor).or_default().push(line.text),
            None => free.push(line.text),
        }
    }
    free.sort_unstable();
    for text in kept.values().flatten().chain(&free) {
        writeln!(out, "  {text}")?;
    }
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let mut early: Vec<&str> = rules.broken(&texts).iter().map(|swap| texts[swap.early]).collect();
    early.sort_unstable();
    early.iter().try_for_each(|text| writeln!(out, "  too early {text}"))
}

/// The kind of an end. Of a panic's message only what lies behind the first colon counts, so that
/// `unwrap` and `expect` of one error are the same.
fn end(end: &End) -> String {
    match end {
        End::Panicked { message, .. } => {
            let reason = message.split_once(": ").map_or(message.as_str(), |(_, reason)| reason);
            format!("panicked {reason:?}")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::coincide;
    use model::sample::{observation, transcript};
    use model::spec::{CostBounds, Order};

    fn check(a: &str, b: &str, expected: bool) {
        let order = Order {
            free: vec!["hello".to_owned()],
            last: vec!["all done".to_owned()],
            before: vec![("{n}".to_owned(), "{n}: start".to_owned())],
        };
        let reference = transcript("0  (ended)");
        let found =
            coincide(&observation(a), &observation(b), &reference, &order, &CostBounds::default());
        assert_eq!(found, expected, "{a:?} and {b:?}");
    }

    #[test]
    fn runs_are_the_same_when_only_a_free_order_differs() {
        check("0  8\n0  8: start\n0  12: start", "0  8\n0  12: start\n0  8: start", true);
        check("0  hello\n0  a\n0  b", "0  a\n0  b\n0  hello", true);
        check("0  a\n0  \n0  b  ", "0  a\n0  b", true);
    }

    #[test]
    fn runs_differ_when_an_order_that_counts_differs() {
        check("0  a\n0  b", "0  b\n0  a", false);
        check("0  x: a\n0  x: b", "0  x: b\n0  x: a", false);
        check("0  x: a\n0  all done", "0  all done\n0  x: a", false);
        check("0  8\n0  8: start", "0  8: start\n0  8", false);
    }

    #[test]
    fn two_runs_that_break_the_same_rule_are_the_same() {
        check("0  all done\n0  x: a\n0  y: b", "0  all done\n0  y: b\n0  x: a", true);
    }

    #[test]
    fn runs_differ_by_their_times_their_ends_and_their_files() {
        check("0  a", "1  a", false);
        check("0  a\n1  (ended)", "0  a\n2  (ended)", false);
        check("0  a\n0  (stuck)", "0  a\n0  (ended)", false);
        check("file  record: 300", "file  record: 300 ms", false);
        check("file  record: 300", "file  record: 300 ", true);
    }

    #[test]
    fn a_panic_is_known_by_its_reason() {
        let unwrapped = "0  (panicked: called `Result::unwrap()` on an `Err` value: NoClock(1s))";
        check(unwrapped, "0  (panicked: the clock went back: NoClock(1s))", true);
        check(unwrapped, "0  (panicked: not yet implemented)", false);
    }
}
