//! Timelines that lessons sketch with letters, read as what they stand for.
//!
//! ```text
//! seconds     0         1         2
//! main        *.........waits.....*     one tea, please
//! boil        |===================|     on the stove
//! ```
//!
//! `|==|` is a bar, `|..|` or `*..*` a wait, `*`, `?` and `^` are points. What stands in or behind
//! them is written there, or beneath the picture where it is long.

use render::timeline::{Bar, Lane, Mark, Timeline};

/// The unit in which a sketch's first line counts.
const UNIT: &str = "seconds";
/// Letters behind a row for which there is room in a picture.
const ROOM: usize = 8;
const ANCHORS: [char; 4] = ['|', '*', '?', '^'];

/// What a sketch stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch {
    pub(super) timeline: Timeline,
    /// What is said of its rows and has no room in them.
    pub(super) notes: Vec<String>,
}

/// Reads a block of text; nothing where it is another text.
pub(super) fn read(block: &[&str]) -> Option<Sketch> {
    let (first, rows) = block.split_first()?;
    let axis = Axis::read(first)?;
    let mut notes = Vec::new();
    let rows = rows.iter().filter(|row| !row.trim().is_empty());
    let actual: Vec<Lane> = rows.map(|row| lane(row, &axis, &mut notes)).collect();
    let ends = actual.iter().flat_map(|lane| {
        let bars = lane.bars.iter().map(|bar| bar.to_ms);
        bars.chain(lane.marks.iter().map(|mark| mark.at_ms))
    });
    let span_ms = ends.chain([axis.at(axis.last())]).max()?;
    Some(Sketch { timeline: Timeline { actual, span_ms, ..Timeline::default() }, notes })
}

/// At which column which instant is, in milliseconds.
struct Axis(Vec<(usize, u64)>);

impl Axis {
    fn read(line: &str) -> Option<Axis> {
        let rest = line.strip_prefix(UNIT)?;
        let mut ticks: Vec<(usize, u64)> = Vec::new();
        let mut column = UNIT.len();
        for word in rest.split_inclusive(' ') {
            let text = word.trim();
            if !text.is_empty() {
                // Behind the figures a sketch may say where it is from.
                let Ok(seconds) = text.parse::<f64>() else { break };
                ticks.push((column, (seconds * 1000.0) as u64));
            }
            column += word.chars().count();
        }
        (ticks.len() > 1).then_some(Axis(ticks))
    }

    fn first(&self) -> usize {
        self.0.first().map_or(0, |tick| tick.0)
    }

    fn last(&self) -> usize {
        self.0.last().map_or(0, |tick| tick.0)
    }

    /// The instant of a column: between two figures, or behind the last in the same measure.
    fn at(&self, column: usize) -> u64 {
        let behind = self.0.iter().position(|tick| tick.0 > column).unwrap_or(self.0.len() - 1);
        let (from, to) = (self.0[behind.max(1) - 1], self.0[behind.max(1)]);
        let share = (column.saturating_sub(from.0)) as f64 / (to.0 - from.0) as f64;
        from.1 + (share * (to.1 - from.1) as f64).round() as u64
    }
}

fn lane(row: &str, axis: &Axis, notes: &mut Vec<String>) -> Lane {
    let letters: Vec<char> = row.chars().collect();
    let begins = axis.first().min(letters.len());
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let mut lane = Lane { name: text(0, begins).trim().to_owned(), ..Lane::default() };
    let is_anchor = |column: &usize| ANCHORS.contains(&letters[*column]);
    let anchors: Vec<usize> = (begins..letters.len()).filter(is_anchor).collect();
    let Some(&last) = anchors.last() else {
        lane.marks = texts(&letters, begins, axis);
        return lane;
    };
    for &column in anchors.iter().filter(|&&column| letters[column] != '|') {
        lane.marks.push(Mark { at_ms: axis.at(column), text: String::new() });
    }
    for pair in anchors.windows(2) {
        stretch(&mut lane, &text(pair[0] + 1, pair[1]), pair[0], pair[1], axis);
    }
    // What goes on for as long as it is drawn, and is not closed.
    let behind = text(last + 1, letters.len());
    let open = behind.trim_start_matches(['.', '=']);
    let end = last + 1 + (behind.chars().count() - open.chars().count());
    stretch(&mut lane, &text(last + 1, end), last, end, axis);
    match open.trim() {
        text if text.chars().count() > ROOM => notes.push(format!("{}: {text}", lane.name)),
        text => say(&mut lane, text, axis.at(end.min(letters.len()).max(last))),
    }
    lane
}

/// Words without anything drawn, each at its column.
fn texts(letters: &[char], begins: usize, axis: &Axis) -> Vec<Mark> {
    let row: String = letters[begins..].iter().collect();
    let mut marks = Vec::new();
    let mut column = begins;
    for piece in row.split("  ") {
        let text = piece.trim();
        let before = piece.chars().take_while(|letter| *letter == ' ').count();
        if !text.is_empty() {
            marks.push(Mark { at_ms: axis.at(column + before), text: text.to_owned() });
        }
        column += piece.chars().count() + 2;
    }
    marks
}

/// A bar or a wait between two columns, if one is drawn there.
fn stretch(lane: &mut Lane, drawn: &str, from: usize, to: usize, axis: &Axis) {
    let open = !drawn.contains('=');
    if open && !drawn.contains('.') {
        return;
    }
    let label = drawn.trim_matches(['=', '.', ' ']).to_owned();
    lane.bars.push(Bar { from_ms: axis.at(from), to_ms: axis.at(to), open, label });
}

/// What is written behind a row belongs to what is drawn last in it.
fn say(lane: &mut Lane, text: &str, at_ms: u64) {
    if text.is_empty() {
        return;
    }
    match (lane.marks.last_mut(), lane.bars.last_mut()) {
        (Some(mark), _) if mark.text.is_empty() => mark.text = text.to_owned(),
        (None, Some(bar)) if bar.label.is_empty() => bar.label = text.to_owned(),
        _ => lane.marks.push(Mark { at_ms, text: text.to_owned() }),
    }
}
