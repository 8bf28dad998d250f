//! Lays out one lane: where its bars, dots and words lie, so that none covers another.

use unicode_width::UnicodeWidthStr;

use super::room::Room;
use crate::runs::listed;
use crate::timeline::{Bar, Lane, Mark};
use model::clean::clean;

/// Units that a letter of a picture is wide, at most: its letters are all of one width.
pub(super) const LETTER: f64 = 7.5;
/// Half the width of a dot.
pub(super) const DOT: f64 = 4.0;
/// Between a dot or a bar and its words.
const GAP: f64 = 4.0;
/// Nothing is narrower than this.
const NARROWEST: f64 = 2.0;
/// Bars that overlap lie beneath each other in so many rows at most.
const MAX_ROWS: usize = 4;
/// Bars that are drawn.
const MAX_BARS: usize = 400;
/// Letters of a label, and what is left of one that says anything.
const LETTERS: std::ops::Range<usize> = 6..60;

/// The width of a drawing in time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    /// Where 0 lies.
    pub(super) left: f64,
    /// Where the last instant lies.
    pub(super) right: f64,
    /// How far words may go.
    pub(super) edge: f64,
    /// The last instant, in milliseconds.
    pub(super) span_ms: u64,
}

impl Axis {
    /// Where an instant lies.
    pub(super) fn x(&self, at_ms: u64) -> f64 {
        let part = at_ms.min(self.span_ms) as f64 / self.span_ms.max(1) as f64;
        self.left + (self.right - self.left) * part
    }
}

/// A lane with the place of everything in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Laid<'a> {
    /// How many rows it takes.
    pub(super) rows: usize,
    /// Row, left and right edge of each bar.
    pub(super) bars: Vec<(usize, f64, f64, &'a Bar)>,
    /// The middles of dots; all are in the first row.
    pub(super) dots: Vec<(f64, u64)>,
    /// What is written.
    pub(super) words: Vec<Words>,
    /// Bars that are not drawn.
    pub(super) left_out: usize,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    /// Its row.
    pub(super) row: usize,
    /// Where it begins, or what it lies around.
    pub(super) x: f64,
    /// Whether `x` is its middle: then it lies in a bar.
    pub(super) inside: bool,
    /// Clean, and short enough for its place.
    pub(super) text: String,
}

/// The width of clean text.
pub(super) fn width(text: &str) -> f64 {
    text.width() as f64 * LETTER
}

/// Lays out a lane.
pub(super) fn lay<'a>(lane: &'a Lane, axis: &Axis) -> Laid<'a> {
    let mut laid = Laid { rows: 1, ..Laid::default() };
    let mut rows = vec![Room::default()];
    bars(lane, axis, &mut laid, &mut rows);
    let mut marks: Vec<&Mark> = lane.marks.iter().collect();
    marks.sort_by_key(|mark| mark.at_ms);
    let mut dots = Room::default();
    for mark in &marks {
        let x = axis.x(mark.at_ms);
        // Dots that lie on each other are one.
        if laid.dots.last().is_none_or(|(last, _)| x - last >= 1.0) {
            laid.dots.push((x, mark.at_ms));
            dots.take(x - DOT, x + DOT);
            rows[0].take(x - DOT, x + DOT);
        }
    }
    let outside = inscribe(&mut laid, &dots);
    // Dots that touch speak together.
    let x = |mark: &Mark| axis.x(mark.at_ms);
    for together in marks.chunk_by(|a, b| x(b) - x(a) <= 2.0 * DOT) {
        let (Some(first), Some(last)) = (together.first(), together.last()) else { continue };
        let text = listed(together.iter().map(|mark| mark.text.as_str()));
        beside(&mut laid, &mut rows, axis, (0, x(first) - DOT, x(last) + DOT), &text, true);
    }
    for (row, from, to, bar) in outside {
        beside(&mut laid, &mut rows, axis, (row, from, to), &bar.label, false);
    }
    laid.rows = rows.len();
    laid
}

/// Gives each bar the first row in which none overlaps it.
fn bars<'a>(lane: &'a Lane, axis: &Axis, laid: &mut Laid<'a>, rows: &mut Vec<Room>) {
    let mut until_ms = vec![0];
    for bar in &lane.bars {
        let from = axis.x(bar.from_ms);
        let to = axis.x(bar.to_ms).max(from + NARROWEST);
        let covered = |(_, start, end, _): &(usize, f64, f64, &Bar)| {
            to - from <= NARROWEST && to - start < NARROWEST && end - start <= NARROWEST
        };
        if laid.bars.last().is_some_and(covered) {
            // It cannot be told from the one before it.
            continue;
        }
        if laid.bars.len() >= MAX_BARS {
            laid.left_out += 1;
            continue;
        }
        let free = until_ms.iter().position(|until| *until <= bar.from_ms);
        let row = free.unwrap_or(until_ms.len().min(MAX_ROWS - 1));
        if row == rows.len() {
            rows.push(Room::default());
            until_ms.push(0);
        }
        until_ms[row] = until_ms[row].max(bar.to_ms);
        rows[row].take(from, to);
        laid.bars.push((row, from, to, bar));
    }
}

/// Writes into the bars that are wide enough; the others are handed back.
fn inscribe<'a>(laid: &mut Laid<'a>, dots: &Room) -> Vec<(usize, f64, f64, &'a Bar)> {
    let mut outside = Vec::new();
    for (row, from, to, bar) in laid.bars.iter().filter(|(.., bar)| !bar.label.is_empty()) {
        let text = clean(&bar.label, LETTERS.end);
        let (middle, half) = ((from + to) / 2.0, width(&text) / 2.0 + GAP);
        let is_alone = laid.bars.iter().all(|(other_row, start, end, other)| {
            std::ptr::eq(*other, *bar)
                || other_row != row
                || *end <= middle - half
                || *start >= middle + half
        });
        let clear = *row > 0 || dots.is_free(middle - half, middle + half);
        if 2.0 * half <= to - from && is_alone && clear {
            laid.words.push(Words { row: *row, x: middle, inside: true, text });
        } else {
            outside.push((*row, *from, *to, *bar));
        }
    }
    outside
}

/// Writes behind a stretch, else before it, else as much as there is room for, else nothing: the
/// table beneath a picture has it all.
fn beside(
    laid: &mut Laid<'_>,
    rows: &mut [Room],
    axis: &Axis,
    (row, from, to): (usize, f64, f64),
    text: &str,
    may_be_cut: bool,
) {
    let room = &mut rows[row];
    let (after, before) = (room.after(to, axis.edge), room.before(from, axis.left));
    let whole = clean(text, LETTERS.end);
    let needed = width(&whole) + 2.0 * GAP;
    let letters = ((after - 2.0 * GAP) / LETTER) as usize;
    let (start, text) = if needed <= after {
        (to + GAP, whole)
    } else if needed <= before {
        (from - needed + GAP, whole)
    } else if may_be_cut && letters >= LETTERS.start {
        (to + GAP, clean(text, letters))
    } else {
        return;
    };
    room.take(start - GAP, start + width(&text) + GAP);
    laid.words.push(Words { row, x: start, inside: false, text });
}

#[cfg(test)]
mod tests {
    use super::{Axis, lay};
    use crate::timeline::{Bar, Lane, Mark};

    /// Lays out `0-40 soup` and `50 hello` on an axis of 400 units for 100 ms, and says what lies
    /// where: `row from-to` for a bar, `row start text` for words, `[..]` around those in a bar.
    fn check(what: &[&str], expected: &[&str]) {
        let mut lane = Lane::default();
        for one in what {
            let (when, label) = one.split_once(' ').expect("a time and a label");
            let (text, label) = (label.to_owned(), label.to_owned());
            let at = |time: &str| time.parse().expect("milliseconds");
            match when.split_once('-') {
                Some((from, to)) => {
                    let (from_ms, to_ms) = (at(from), at(to));
                    lane.bars.push(Bar { from_ms, to_ms, open: false, label });
                }
                None => lane.marks.push(Mark { at_ms: at(when), text }),
            }
        }
        let laid = lay(&lane, &Axis { left: 0.0, right: 400.0, edge: 500.0, span_ms: 100 });
        let bars = laid.bars.iter().map(|(row, from, to, _)| format!("{row} {from:.0}-{to:.0}"));
        let words = laid.words.iter().map(|words| match words.inside {
            true => format!("{} [{}]", words.row, words.text),
            false => format!("{} {} {}", words.row, words.x, words.text),
        });
        assert_eq!(bars.chain(words).collect::<Vec<_>>(), expected, "{what:?}");
    }

    #[test]
    fn a_label_lies_in_its_bar_or_beside_it() {
        check(&["0-40 soup"], &["0 0-160", "0 [soup]"]);
        check(&["0-5 soup"], &["0 0-20", "0 24 soup"]);
        // Behind it is a bar, before it is room.
        check(
            &["50-55 soup", "55-100 cake"],
            &["0 200-220", "0 220-400", "0 [cake]", "0 166 soup"],
        );
        // Where there is no room at all, nothing is covered.
        let tight = ["0-5 soup", "5-10 cake", "10-100 tea"];
        check(&tight, &["0 0-20", "0 20-40", "0 40-400", "0 [tea]"]);
    }

    #[test]
    fn what_overlaps_lies_beneath_each_other() {
        check(
            &["0-50 a", "20-90 b", "50-100 c"],
            &["0 0-200", "1 80-360", "0 200-400", "0 [a]", "1 [b]", "0 [c]"],
        );
        check(
            &["0-100 a", "0-100 b", "0-100 c", "0-100 d", "0-100 e"][..2],
            &["0 0-400", "1 0-400", "0 [a]", "1 [b]"],
        );
    }

    #[test]
    fn a_dot_says_what_it_is_in_the_room_that_it_has() {
        check(&["0 hello"], &["0 8 hello"]);
        check(&["100 hello"], &["0 408 hello"]);
        check(&["100 far too long for the edge"], &["0 204.5 far too long for the edge"]);
        check(&["0 a long one", "20 next"], &["0 8 a long …", "0 88 next"]);
        check(&["50 1", "50 2", "51 3"], &["0 212 1 .. 3"]);
        // What a dot lies on goes outside, and what has no room is left to the table.
        check(&["0-100 soup", "50 hello"], &["0 0-400", "0 404 soup"]);
    }
}
