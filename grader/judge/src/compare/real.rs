//! Times that a real clock took, brought to the instants that they stand for.
//!
//! In reality nothing comes at its instant: a thread is woken a little late, a line takes its
//! time to arrive. What came nearly at the right time is given that time; all other times are
//! given to the nearest round one, so that a program that waits twice as long is seen to wait for
//! sixteen seconds and not for 16.004. What a program says that it has measured, `8008 ms`, is late
//! in the same way. From there on it is compared as any other transcript.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use model::transcript::{Stream, Transcript};

/// Milliseconds by which a line may come late: what a machine with other work to do needs, and
/// several times what one needs that has none.
pub const LATE_MS: u64 = 250;
/// Milliseconds by which it may come early: nobody is woken too soon, but the two that measure
/// may begin one after the other.
const EARLY_MS: u64 = 20;
/// What stands behind a number of them in a line.
const MILLISECONDS: &str = " ms";

/// Brings the times of a transcript to those of the right one where they are near enough. Lines
/// of instants that are nearer to each other than that may have come in any order; they stand in
/// the order of their instants afterwards.
pub fn settle(actual: &mut Transcript, expected: &Transcript) {
    let instants: BTreeSet<u64> =
        expected.stdout().map(|line| line.at_ms).chain([0, expected.ended_at_ms]).collect();
    say_what_was_meant(actual, expected, &instants);
    // By their texts, in their order: many lines are looked up here.
    let mut by_text: HashMap<&str, BTreeSet<(u64, usize)>> = HashMap::new();
    for (index, line) in expected.stdout().enumerate() {
        by_text.entry(line.text.trim_end()).or_default().insert((line.at_ms, index));
    }
    for line in &mut actual.lines {
        let alike = by_text.get_mut(line.text.trim_end());
        let mut alike = alike.filter(|_| line.stream == Stream::Stdout);
        let (from, to) = meant(line.at_ms).into_inner();
        let first = alike
            .as_mut()
            .and_then(|alike| alike.range((from, 0)..=(to, usize::MAX)).next().copied());
        line.at_ms = match (alike, first) {
            (Some(alike), Some(first)) => {
                alike.remove(&first);
                first.0
            }
            _ => nearest(&instants, line.at_ms),
        };
    }
    actual.lines.sort_by_key(|line| line.at_ms);
    // Questions are judged where time is the grader's.
    actual.questions.clone_from(&expected.questions);
    let end = match meant(actual.ended_at_ms).contains(&expected.ended_at_ms) {
        true => expected.ended_at_ms,
        false => nearest(&instants, actual.ended_at_ms),
    };
    actual.ended_at_ms = actual.lines.last().map_or(end, |last| end.max(last.at_ms));
    settle_records(actual, expected, &instants);
}

/// A file that holds a number and nothing else, a little more than the time between two instants
/// that the right one holds, is a record of that time.
fn settle_records(actual: &mut Transcript, expected: &Transcript, instants: &BTreeSet<u64>) {
    let number = |text: &str| text.trim().parse::<u64>().ok();
    for (name, text) in &mut actual.files {
        let Some(right) = expected.files.get(name) else { continue };
        let is_meant = |(ms, right): (u64, u64)| {
            let is_measured = instants.iter().any(|from| instants.contains(&(from + right)));
            is_measured && (right..=right + LATE_MS).contains(&ms)
        };
        if number(text).zip(number(right)).is_some_and(is_meant) {
            text.clone_from(right);
        }
    }
}

/// Where a line says so many milliseconds, and the right one says the time between two of its own
/// instants there, a little less, it has measured that time.
fn say_what_was_meant(actual: &mut Transcript, expected: &Transcript, instants: &BTreeSet<u64>) {
    let is_measured = |ms: u64| instants.iter().any(|from| instants.contains(&(from + ms)));
    let measured: Vec<(String, Vec<u64>, &str)> = expected
        .stdout()
        .filter(|line| line.text.contains(MILLISECONDS))
        .map(|line| {
            let (text, numbers) = without_milliseconds(&line.text);
            (text, numbers, line.text.as_str())
        })
        .filter(|(_, numbers, _)| numbers.iter().any(|&ms| is_measured(ms)))
        .collect();
    if measured.is_empty() {
        return;
    }
    for line in actual.lines.iter_mut().filter(|line| line.stream == Stream::Stdout) {
        let (text, numbers) = without_milliseconds(&line.text);
        let meant = measured.iter().find(|(other, right, _)| {
            let is_near = |(&ms, &right): (&u64, &u64)| {
                ms == right || is_measured(right) && (right..=right + LATE_MS).contains(&ms)
            };
            *other == text && right.len() == numbers.len() && numbers.iter().zip(right).all(is_near)
        });
        if let Some((.., meant)) = meant {
            line.text = String::from(*meant);
        }
    }
}

/// A text without its numbers of milliseconds, and these.
fn without_milliseconds(text: &str) -> (String, Vec<u64>) {
    let (mut rest, mut numbers) = (String::new(), Vec::new());
    for part in text.split_inclusive(MILLISECONDS) {
        let before = part.strip_suffix(MILLISECONDS).unwrap_or_default();
        let words = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
        match before[words.len()..].parse() {
            Ok(number) => {
                numbers.push(number);
                rest.extend([words, MILLISECONDS]);
            }
            Err(_) => rest.push_str(part),
        }
    }
    (rest, numbers)
}

/// The instants that something may have been meant for that came `at_ms`.
fn meant(at_ms: u64) -> RangeInclusive<u64> {
    at_ms.saturating_sub(LATE_MS)..=at_ms.saturating_add(EARLY_MS)
}

/// The instant that is meant, or a round time where none is.
fn nearest(instants: &BTreeSet<u64>, at_ms: u64) -> u64 {
    let near = instants.range(meant(at_ms)).copied();
    let round = (at_ms + EARLY_MS) / LATE_MS * LATE_MS;
    near.min_by_key(|instant| instant.abs_diff(at_ms)).unwrap_or(round)
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::compare::compare;
    use model::sample::{observation, transcript};
    use model::spec::{CostBounds, Order};

    /// What becomes of a transcript in real time, and whether it is right.
    fn check(real: &str, reference: &str, expected: &str, is_right: bool) {
        let (mut actual, reference) = (observation(real), transcript(reference));
        settle(&mut actual.transcript, &reference);
        assert_eq!(actual.transcript.to_string(), transcript(expected).to_string(), "{real}");
        let comparison = compare(&actual, &reference, &Order::default(), &CostBounds::default());
        assert_eq!(comparison.is_equal(), is_right, "{real}: {:?}", comparison.differences);
    }

    #[test]
    fn what_is_a_little_late_is_on_time() {
        check(
            "2  a\n8004  b\n20031  c\n20032  (ended)",
            "0  a\n8000  b\n20000  c\n20000  (ended)",
            "0  a\n8000  b\n20000  c\n20000  (ended)",
            true,
        );
    }

    #[test]
    fn much_is_granted_to_who_is_late_and_little_to_who_is_early() {
        let reference = "8000  b\n8000  (ended)";
        check("8250  b\n8250  (ended)", reference, reference, true);
        check("7980  b\n8000  (ended)", reference, reference, true);
        check("8251  b\n8251  (ended)", reference, "8250  b\n8250  (ended)", false);
        check("7979  b\n8000  (ended)", reference, "7750  b\n8000  (ended)", false);
    }

    #[test]
    fn a_measured_time_is_late_as_others_are() {
        let reference = "0  a\n8000  sync took 13000 ms, async took 8000 ms\n8000  (ended)";
        let check = |text: &str, is_right| {
            let real = format!("1  a\n8009  {text}\n8010  (ended)");
            let text = if is_right { "sync took 13000 ms, async took 8000 ms" } else { text };
            check(&real, reference, &format!("0  a\n8000  {text}\n8000  (ended)"), is_right);
        };
        check("sync took 13000 ms, async took 8008 ms", true);
        check("sync took 13000 ms, async took 8250 ms", true);
        check("sync took 13000 ms, async took 8251 ms", false);
        check("sync took 13000 ms, async took 7999 ms", false);
        // It was not measured: no two instants are so far apart.
        check("sync took 13008 ms, async took 8008 ms", false);
        check("sync took 13000 ms, async takes 8008 ms", false);
    }

    #[test]
    fn a_wrong_time_is_a_round_one() {
        check(
            "16004  b\n16005  (ended)",
            "8000  b\n8000  (ended)",
            "16000  b\n16000  (ended)",
            false,
        );
    }

    #[test]
    fn lines_of_instants_that_are_near_each_other_may_come_in_any_order() {
        let reference = "0  a\n50  b\n120  c\n120  (ended)";
        check("52  b\n53  a\n130  c\n131  (ended)", reference, reference, true);
        check(
            "1  c\n53  a\n54  b\n131  (ended)",
            reference,
            "0  c\n0  a\n50  b\n120  (ended)",
            false,
        );
    }

    #[test]
    fn lines_of_one_actor_keep_their_order_within_an_instant() {
        let reference = "0  a: 1\n0  a: 2\n0  b: 1\n0  (ended)";
        check(
            "1  b: 1\n1  a: 1\n2  a: 2\n2  (ended)",
            reference,
            "0  b: 1\n0  a: 1\n0  a: 2\n0  (ended)",
            true,
        );
        check(
            "1  b: 1\n1  a: 2\n2  a: 1\n2  (ended)",
            reference,
            "0  b: 1\n0  a: 2\n0  a: 1\n0  (ended)",
            false,
        );
    }

    #[test]
    fn the_same_words_again_and_again_stay_apart() {
        let reference = "0  tick\n50  tick\n100  tick\n100  (ended)";
        check("2  tick\n53  tick\n104  tick\n105  (ended)", reference, reference, true);
        check(
            "2  tick\n104  tick\n105  (ended)",
            reference,
            "0  tick\n50  tick\n100  (ended)",
            false,
        );
    }

    #[test]
    fn other_words_and_another_end_stay_wrong() {
        check("3  x\n4  (ended)", "0  a\n0  (ended)", "0  x\n0  (ended)", false);
        check("3  a\n5004  (ended)", "0  a\n0  (ended)", "0  a\n5000  (ended)", false);
    }

    #[test]
    fn a_record_of_a_time_is_late_as_others_are() {
        let reference = "0  a\n1500  b\nfile  record.txt: 1500\n1500  (ended)";
        let check = |record: &str, is_right| {
            let real = format!("1  a\n1502  b\nfile  record.txt: {record}\n1503  (ended)");
            let record = if is_right { "1500" } else { record };
            let settled = format!("0  a\n1500  b\nfile  record.txt: {record}\n1500  (ended)");
            check(&real, reference, &settled, is_right);
        };
        check("1502", true);
        check("1750", true);
        check("1751", false);
        check("1499", false);
        check("1502 ms", false);
    }
}
