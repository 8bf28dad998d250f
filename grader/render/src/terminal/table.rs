//! Draws the lines that differ: yours beside the right ones, or above them where lines are long.

use unicode_width::UnicodeWidthStr;

use super::style::{Style, Tone};
use crate::rows::{Row, Side};
use model::words;

/// Stands where one side has no line.
const NOTHING: &str = "(nothing)";
/// Columns of a row's sign.
const SIGN: usize = 2;
/// Columns between the two halves of a row.
const BETWEEN: usize = 3;
/// How much of what two long lines share is shown before they part.
const SHARED: usize = 12;

/// The table, a line of text each; empty without rows.
pub(super) fn draw(rows: &[Row], style: Style, width: usize) -> Vec<String> {
    let times = rows.iter().flat_map(sides).map(|side| words::time(side.at_ms).len());
    let times = times.max().unwrap_or(0);
    let half = width.saturating_sub(SIGN + BETWEEN) / 2;
    let most = half.saturating_sub(times + 2);
    // A half is as wide as its widest line that fits; what is longer does without halves.
    let fits = |row: &&Row| sides(row).all(|side| shown(style, side) <= most);
    let texts = rows.iter().filter(fits).flat_map(sides).map(|side| shown(style, side));
    let half = texts.max().map(|texts| texts.max(NOTHING.len()).min(most));
    let whole = width.saturating_sub(SIGN + WHOSE + times + 2);
    let pen = Pen { style, times, half: half.unwrap_or(0), whole };

    let head = format!("  {:half$}   right", "yours", half = times + 2 + pen.half);
    let mut out: Vec<_> = half.map(|_| pen.quiet(&head)).into_iter().collect();
    for row in rows {
        match row {
            Row::Lines { actual, expected, differs } if fits(&row) => {
                out.push(pen.beside(actual.as_ref(), expected.as_ref(), *differs));
            }
            Row::Lines { actual, expected, differs } => {
                out.extend(pen.above(actual.as_ref(), expected.as_ref(), *differs));
            }
            Row::Alike(lines) => {
                out.push(pen.about(&words::count(*lines as u64, "line alike", "lines alike")));
            }
            Row::More(rows) => {
                let more = words::count(*rows as u64, "more difference", "more differences");
                out.push(pen.about(&more));
            }
        }
    }
    out
}

fn sides(row: &Row) -> impl Iterator<Item = &Side> {
    let both = match row {
        Row::Lines { actual, expected, .. } => [actual.as_ref(), expected.as_ref()],
        Row::Alike(_) | Row::More(_) => [None, None],
    };
    both.into_iter().flatten()
}

/// Columns that a line takes once it is clean.
fn shown(style: Style, side: &Side) -> usize {
    style.clean(&side.text, 200).width()
}

/// Columns of `yours  ` and `right  ` before long lines.
const WHOSE: usize = 7;

struct Pen {
    style: Style,
    /// Columns of a time.
    times: usize,
    /// Columns of a line that stands beside another.
    half: usize,
    /// Columns of a line that stands alone.
    whole: usize,
}

impl Pen {
    fn beside(&self, actual: Option<&Side>, expected: Option<&Side>, differs: bool) -> String {
        let (actual, expected) = (self.side(actual, self.half), self.side(expected, self.half));
        let room = self.times + 2 + self.half + BETWEEN;
        let pad = " ".repeat(room.saturating_sub(actual.width()));
        match differs {
            true => self.differs() + &self.actual(&actual) + &pad + &self.expected(&expected),
            false => self.quiet(&format!("  {actual}{pad}{expected}")),
        }
    }

    fn above(&self, actual: Option<&Side>, expected: Option<&Side>, differs: bool) -> Vec<String> {
        if !differs {
            let line = self.side(actual.or(expected), self.whole);
            return vec![self.quiet(&format!("  both   {line}"))];
        }
        let (actual, expected) = self.parted(actual, expected);
        let actual = self.actual(&self.side(actual.as_ref(), self.whole));
        let expected = self.expected(&self.side(expected.as_ref(), self.whole));
        vec![self.differs() + "yours  " + &actual, "  right  ".to_owned() + &expected]
    }

    /// Two lines too long to be seen whole, from shortly before where they part: else the cut
    /// could hide the very difference.
    fn parted(
        &self,
        actual: Option<&Side>,
        expected: Option<&Side>,
    ) -> (Option<Side>, Option<Side>) {
        let (Some(mine), Some(theirs)) = (actual, expected) else {
            return (actual.cloned(), expected.cloned());
        };
        let long = |side: &Side| shown(self.style, side) > self.whole;
        let same = mine.text.chars().zip(theirs.text.chars()).take_while(|(a, b)| a == b).count();
        if mine.text == theirs.text || same <= SHARED || !(long(mine) || long(theirs)) {
            return (actual.cloned(), expected.cloned());
        }
        let dots = self.style.sign("…", "...");
        let from = |side: &Side| {
            let rest: String = side.text.chars().skip(same - SHARED).collect();
            Some(Side { at_ms: side.at_ms, text: format!("{dots}{rest}") })
        };
        (from(mine), from(theirs))
    }

    /// A time and a line.
    fn side(&self, side: Option<&Side>, texts: usize) -> String {
        let (time, text) = match side {
            Some(side) => (words::time(side.at_ms), self.style.clean(&side.text, texts)),
            None => (String::new(), NOTHING.to_owned()),
        };
        format!("{time:>times$}  {text}", times = self.times)
    }

    fn differs(&self) -> String {
        self.style.paint(Tone::Bad, self.style.sign("≠", "!")) + " "
    }

    fn actual(&self, text: &str) -> String {
        self.style.paint(Tone::Bad, text)
    }

    fn expected(&self, text: &str) -> String {
        self.style.paint(Tone::Good, text)
    }

    fn quiet(&self, text: &str) -> String {
        self.style.paint(Tone::Quiet, text)
    }

    /// About lines that are not shown, in the column of the lines.
    fn about(&self, text: &str) -> String {
        self.quiet(&format!("{:indent$}({text})", "", indent = SIGN + self.times + 2))
    }
}
