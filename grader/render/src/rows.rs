//! The lines worth looking at: yours beside the right ones, what is alike folded away.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::runs::{Step, named, step};
use judge::{Comparison, Difference};
use model::transcript::{Line, Transcript};

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Lines side by side.
    Lines {
        /// What the submission wrote there, if anything.
        actual: Option<Side>,
        /// What the reference wrote there, if anything.
        expected: Option<Side>,
        /// Whether this is a difference or the context of one.
        differs: bool,
    },
    /// So many lines that are as they should be.
    Alike(usize),
    /// So many more rows that differ.
    More(usize),
}

/// One half of a row: a line, or a run of lines of one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// When it was written.
    pub at_ms: u64,
    /// The line, or `1 .. 8` for a run.
    pub text: String,
}

/// The rows of a comparison, `budget` of them at most besides the words about what was left out.
pub fn rows(
    actual: &Transcript,
    expected: &Transcript,
    how: &Comparison,
    budget: usize,
) -> Vec<Row> {
    let mine: Vec<&Line> = actual.stdout().collect();
    let theirs: Vec<&Line> = expected.stdout().collect();
    if let Some(Difference::Order { early, late }) = how.differences.first() {
        return swapped(mine.get(*early), mine.get(*late));
    }
    let folded = fold(&pairs(&mine, &theirs, how));
    let mut rows = within(budget, around_differences(&folded));
    if how.differences.iter().any(|d| matches!(d, Difference::End | Difference::EndTime)) {
        let end = |t: &Transcript| Side { at_ms: t.ended_at_ms, text: format!("({})", t.end) };
        let (actual, expected) = (Some(end(actual)), Some(end(expected)));
        rows.push(Row::Lines { actual, expected, differs: true });
    }
    rows
}

/// Two lines of one instant in the wrong order, beside the order that is right.
fn swapped(early: Option<&&Line>, late: Option<&&Line>) -> Vec<Row> {
    let side = |line: &Line| Side { at_ms: line.at_ms, text: line.text.clone() };
    let (Some(early), Some(late)) = (early, late) else { return Vec::new() };
    [(early, late), (late, early)]
        .map(|(actual, expected)| Row::Lines {
            actual: Some(side(actual)),
            expected: Some(side(expected)),
            differs: true,
        })
        .to_vec()
}

/// A line of each side that belong together.
struct Pair<'a> {
    actual: Option<&'a Line>,
    expected: Option<&'a Line>,
    differs: bool,
}

/// Every line of both sides once, in the order of the times at which they are right; a line too many
/// stands where it came, and of one instant behind the line that it came after.
fn pairs<'a>(mine: &[&'a Line], theirs: &[&'a Line], how: &Comparison) -> Vec<Pair<'a>> {
    let mut partner = BTreeMap::new();
    let (mut missing, mut extra) = (BTreeSet::new(), BTreeSet::new());
    for difference in &how.differences {
        match difference {
            Difference::Text { actual, expected } | Difference::Time { actual, expected } => {
                partner.insert(*expected, *actual);
            }
            Difference::Missing { expected } => _ = missing.insert(*expected),
            Difference::Extra { actual } => _ = extra.insert(*actual),
            _ => {}
        }
    }
    let taken: BTreeSet<usize> = partner.values().chain(&extra).copied().collect();
    let mut alike: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (index, line) in mine.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
        alike.entry(line.text.trim_end()).or_default().push_back(index);
    }

    // Sorted by where it stands: when, behind which line of the reference, and in which order there.
    let mut placed: BTreeMap<(u64, usize, usize), Pair<'a>> = BTreeMap::new();
    let mut stands = BTreeMap::new();
    for (index, line) in theirs.iter().enumerate() {
        let differs = partner.contains_key(&index) || missing.contains(&index);
        let actual = match partner.get(&index) {
            Some(actual) => Some(*actual),
            None if differs => None,
            None => alike.get_mut(line.text.trim_end()).and_then(VecDeque::pop_front),
        };
        actual.map(|actual| stands.insert(actual, index + 1));
        let actual = actual.and_then(|actual| mine.get(actual).copied());
        if actual.is_some() || differs {
            let place = (line.at_ms, index + 1, 0);
            placed.insert(place, Pair { actual, expected: Some(line), differs });
        }
    }
    for index in extra {
        let behind = stands.range(..index).next_back().map_or(0, |(_, stands)| *stands);
        if let Some(line) = mine.get(index) {
            placed.insert(
                (line.at_ms, behind, index + 1),
                Pair { actual: Some(line), expected: None, differs: true },
            );
        }
    }
    placed.into_values().collect()
}

/// A row, and how many lines it stands for.
struct Folded {
    row: Row,
    lines: usize,
    differs: bool,
}

/// Draws runs of one instant together.
fn fold(pairs: &[Pair<'_>]) -> Vec<Folded> {
    let mut folded = Vec::new();
    let mut rest = pairs;
    while let Some(first) = rest.first() {
        let (run, behind) = rest.split_at(length_of_run(rest));
        let side = |first: Option<&Line>, last: Option<&Line>| {
            let (first, last) = (first?, last?);
            Some(Side { at_ms: first.at_ms, text: named(&first.text, &last.text, run.len()) })
        };
        let last = run.last().unwrap_or(first);
        let row = Row::Lines {
            actual: side(first.actual, last.actual),
            expected: side(first.expected, last.expected),
            differs: first.differs,
        };
        folded.push(Folded { row, lines: run.len(), differs: first.differs });
        rest = behind;
    }
    folded
}

/// How many pairs from the first on follow each other in the same step.
fn length_of_run(pairs: &[Pair<'_>]) -> usize {
    let steps = pairs.windows(2).map(|two| step_of(&two[0], &two[1]));
    let first = pairs.get(1).and_then(|second| step_of(&pairs[0], second));
    1 + steps.take_while(|step| step.is_some() && *step == first).count()
}

/// How a pair follows another: on both sides alike, or on the only side there is.
fn step_of(pair: &Pair<'_>, next: &Pair<'_>) -> Option<Step> {
    let side = |line: Option<&Line>, next: Option<&Line>| match (line, next) {
        (None, None) => Some(None),
        (Some(line), Some(next)) if line.at_ms == next.at_ms => {
            step(&line.text, &next.text).map(Some)
        }
        _ => None,
    };
    if pair.differs != next.differs {
        return None;
    }
    match (side(pair.actual, next.actual)?, side(pair.expected, next.expected)?) {
        (Some(actual), Some(expected)) => (actual == expected).then_some(actual),
        (actual, expected) => actual.or(expected),
    }
}

/// Keeps the differences and one row around each; counts the lines of the rest.
fn around_differences(folded: &[Folded]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, item) in folded.iter().enumerate() {
        let near = |index: Option<usize>| {
            index.and_then(|index| folded.get(index)).is_some_and(|item| item.differs)
        };
        if item.differs || near(index.checked_sub(1)) || near(index.checked_add(1)) {
            rows.push(item.row.clone());
        } else if let Some(Row::Alike(lines)) = rows.last_mut() {
            *lines += item.lines;
        } else {
            rows.push(Row::Alike(item.lines));
        }
    }
    rows
}

/// Cuts after `budget` rows and says how much is left out.
fn within(budget: usize, mut rows: Vec<Row>) -> Vec<Row> {
    if rows.len() > budget {
        let rest = rows.split_off(budget);
        let more = rest.iter().filter(|row| matches!(row, Row::Lines { differs: true, .. }));
        match more.count() {
            0 => {}
            count => rows.push(Row::More(count)),
        }
    }
    rows
}
