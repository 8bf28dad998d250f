//! Draws the two timelines on one axis, yours above the right one.

use unicode_width::UnicodeWidthStr;

use super::canvas::Row;
use super::style::{Style, Tone};
use crate::first::Caret;
use crate::runs::listed;
use crate::scale::Scale;
use crate::timeline::{Bar, Lane, Mark, Timeline};

/// Columns before the lanes' names: `yours `, `right `.
const SIDE: usize = 6;

/// The picture, a line of text each.
pub(super) fn draw(
    timeline: &Timeline,
    carets: (Option<Caret>, Option<Caret>),
    style: Style,
    width: usize,
) -> Vec<String> {
    let pen = Pen::new(timeline, style, width);
    let mut out = vec![pen.axis()];
    let mine: Vec<_> = timeline.actual.iter().map(|lane| pen.lane(lane, Tone::Plain)).collect();
    let theirs: Vec<_> = timeline.expected.iter().map(|lane| pen.lane(lane, Tone::Good)).collect();
    let held: Vec<_> = timeline.held.iter().map(|lane| pen.held(lane)).collect();

    let names = |lanes: &[Lane]| lanes.iter().map(|lane| lane.name.clone()).collect::<Vec<_>>();
    out.extend(pen.group("yours", &names(&timeline.actual), mine));
    out.extend(pen.group("", &names(&timeline.held), held));
    out.extend(carets.0.map(|caret| pen.caret(&caret, Tone::Bad)));
    out.extend(pen.group("right", &names(&timeline.expected), theirs));
    out.extend(carets.1.map(|caret| pen.caret(&caret, Tone::Good)));
    if timeline.left_out > 0 {
        let lanes = model::words::count(timeline.left_out as u64, "more lane", "more lanes");
        out.push(style.paint(Tone::Quiet, &format!("{}({lanes})", " ".repeat(SIDE))));
    }
    out
}

struct Pen {
    style: Style,
    scale: Scale,
    /// Columns of a lane's name.
    names: usize,
    /// Columns of a lane.
    columns: usize,
}

impl Pen {
    fn new(timeline: &Timeline, style: Style, width: usize) -> Pen {
        let all = timeline.actual.iter().chain(&timeline.expected).chain(&timeline.held);
        let longest = all.map(|lane| style.clean(&lane.name, 12).width()).max().unwrap_or(0);
        // `seconds` and `minutes` stand above the names.
        let names = (longest + 2).max(4);
        let columns = width.saturating_sub(SIDE + names).max(10);
        // A little room for what is written behind the last instant.
        let margin = (columns / 6).min(12);
        Pen { style, scale: Scale::new(timeline.span_ms, columns - margin), names, columns }
    }

    fn axis(&self) -> String {
        let mut row = Row::new(self.columns);
        for tick in &self.scale.ticks {
            row.put(tick.column, &tick.figure, Tone::Quiet);
        }
        let unit = format!("{:width$}", self.scale.unit, width = SIDE + self.names);
        self.style.paint(Tone::Quiet, &unit) + &row.render(self.style, &[], "")
    }

    /// Lanes with their names, and before the first whose they are.
    fn group(&self, whose: &str, names: &[String], rows: Vec<Row>) -> Vec<String> {
        let grid: Vec<usize> = self.scale.ticks.iter().map(|tick| tick.column).collect();
        let mut out = Vec::new();
        for (index, (name, row)) in names.iter().zip(rows).enumerate() {
            let whose = if index == 0 { whose } else { "" };
            let name = self.style.clean(name, 12);
            let pad = " ".repeat(self.names.saturating_sub(name.width()));
            let whose = self.style.paint(Tone::Strong, &format!("{whose:SIDE$}"));
            let line = self.style.sign("·", ".");
            out.push(format!("{whose}{name}{pad}{}", row.render(self.style, &grid, line)));
        }
        out
    }

    fn lane(&self, lane: &Lane, tone: Tone) -> Row {
        let mut row = Row::new(self.columns);
        for bar in &lane.bars {
            self.bar(&mut row, bar, tone);
        }
        let clusters = self.clusters(&lane.marks);
        for (column, _) in &clusters {
            row.put(*column, self.style.sign("●", "*"), tone);
        }
        for (column, text) in &clusters {
            self.label(&mut row, *column, text, tone);
        }
        for bar in &lane.bars {
            self.inscribe(&mut row, bar, tone);
        }
        row
    }

    /// Marks that fall on one column, with what they say.
    fn clusters(&self, marks: &[Mark]) -> Vec<(usize, String)> {
        let mut sorted: Vec<&Mark> = marks.iter().collect();
        sorted.sort_by_key(|mark| mark.at_ms);
        sorted
            .chunk_by(|a, b| self.scale.column(a.at_ms) == self.scale.column(b.at_ms))
            .filter_map(|marks| {
                let texts = listed(marks.iter().map(|mark| mark.text.as_str()));
                Some((self.scale.column(marks.first()?.at_ms), texts))
            })
            .collect()
    }

    fn bar(&self, row: &mut Row, bar: &Bar, tone: Tone) {
        let (from, to) = (self.scale.column(bar.from_ms), self.scale.column(bar.to_ms));
        let (left, right) = (self.style.sign("├", "|"), self.style.sign("┤", "|"));
        let middle = match bar.open {
            false => self.style.sign("─", "="),
            true => self.style.sign("╌", "-"),
        };
        // Two bars that meet share a column.
        let meets = row.at(from) == Some(right);
        for column in from..to {
            row.put(column + 1, middle, tone);
        }
        row.put(from, if meets { self.style.sign("┼", "|") } else { left }, tone);
        if from == to {
            row.put(from, if bar.open { left } else { self.style.sign("│", "|") }, tone);
        } else if !bar.open {
            row.put(to, right, tone);
        }
    }

    /// A blocking call, filled so that it cannot be taken for a wait that lets others run.
    fn held(&self, lane: &Lane) -> Row {
        let mut row = Row::new(self.columns);
        for bar in &lane.bars {
            let (from, to) = (self.scale.column(bar.from_ms), self.scale.column(bar.to_ms));
            for column in from..=to {
                row.put(column, self.style.sign("▒", "#"), Tone::Care);
            }
            // What follows at once begins with an edge of its own.
            row.put(from, self.style.sign("▐", "["), Tone::Care);
            self.inscribe(&mut row, bar, Tone::Care);
        }
        row
    }

    /// Writes into a bar what it is, if it is wide enough, else behind it.
    fn inscribe(&self, row: &mut Row, bar: &Bar, tone: Tone) {
        let (from, to) = (self.scale.column(bar.from_ms), self.scale.column(bar.to_ms));
        if bar.label.is_empty() {
            return;
        }
        let label = format!(" {} ", self.style.clean(&bar.label, 40));
        let width = label.width();
        if width + 4 <= to.saturating_sub(from) {
            let start = from + (to - from + 1 - width) / 2;
            // Not over another bar, a mark or a label that lies in it.
            if (start..start + width).all(|column| row.at(column) == row.at(start)) {
                row.put(start, &label, tone);
            }
        } else if row.room_after(to + 1) > width {
            row.put(to + 1, label.trim_end(), tone);
        }
    }

    /// Writes beside a mark what it says: behind it, else before it, else cut.
    fn label(&self, row: &mut Row, column: usize, text: &str, tone: Tone) {
        let whole = self.style.clean(text, self.columns);
        let (after, before) = (row.room_after(column + 1), row.room_before(column));
        let at_edge = column + 1 + after == row.columns();
        let after = if at_edge { after } else { after.saturating_sub(1) };
        if whole.width() < after {
            row.put(column + 2, &whole, tone);
        } else if whole.width() + 2 <= before {
            row.put(column - 1 - whole.width(), &whole, tone);
        } else if after >= 8 {
            row.put(column + 2, &self.style.clean(text, after - 1), tone);
        }
    }

    fn caret(&self, caret: &Caret, tone: Tone) -> String {
        let lead = SIDE + self.names;
        let mut row = Row::new(lead + self.columns);
        let column = lead + self.scale.column(caret.at_ms);
        row.put(column, self.style.sign("▲", "^"), tone);
        let (after, before) = (row.room_after(column + 1), row.room_before(column));
        let fits = self.style.clean(&caret.text, self.columns).width();
        if fits < after || after >= before {
            row.put(column + 2, &self.style.clean(&caret.text, after.saturating_sub(1)), tone);
        } else {
            let text = self.style.clean(&caret.text, before.saturating_sub(1));
            row.put(column - 1 - text.width(), &text, tone);
        }
        row.render(self.style, &[], "")
    }
}
