//! Draws both timelines as one SVG on one axis, yours above the right one.

use super::lane::{Axis, DOT, LETTER, lay, width};
use super::writer::Writer;
use crate::first::Caret;
use crate::scale::Scale;
use crate::timeline::{Bar, Lane, Timeline};
use model::clean::clean;
use model::words;

/// A picture's width in its own units; a page shows it as wide as there is room for.
const WIDTH: f64 = 760.0;
/// Before the lanes' names: `yours`, `right`.
const SIDE: f64 = 52.0;
/// Letters of a lane's name.
const NAME: usize = 14;
/// Behind the last instant, for what is written there.
const MARGIN: f64 = 100.0;
/// The height of a row.
const ROW: f64 = 22.0;
/// The height of a bar.
const BAR: f64 = 16.0;
/// A bar narrower than this is drawn with finer edges.
const THIN: f64 = 5.0;
/// From a row's top to the line that letters stand on.
const BASE: f64 = 15.0;

/// Whose lanes they are, which is told by shape as well as by colour.
#[derive(Clone, Copy)]
struct Kind {
    /// What stands before the first lane.
    side: &'static str,
    /// Of the bars: filled, hollow or hatched.
    class: &'static str,
}

const YOURS: Kind = Kind { side: "yours", class: "yours" };
const ALONE: Kind = Kind { side: "", class: "yours" };
const HELD: Kind = Kind { side: "", class: "held" };
const RIGHT: Kind = Kind { side: "right", class: "right" };

/// Draws the picture; `name` is what the ids in it begin with. Answers with how many bars there
/// was no room for.
pub(super) fn draw(
    w: &mut Writer,
    name: &str,
    title: &str,
    timeline: &Timeline,
    carets: &(Option<Caret>, Option<Caret>),
) -> usize {
    let mut pen = Pen { axis: axis(timeline), y: ROW + 4.0, left_out: 0 };
    let mut lanes = w.part();
    pen.group(&mut lanes, YOURS, &timeline.actual);
    pen.group(&mut lanes, HELD, &timeline.held);
    pen.caret(&mut lanes, YOURS, carets.0.as_ref());
    pen.y += 8.0;
    pen.group(&mut lanes, RIGHT, &timeline.expected);
    pen.caret(&mut lanes, RIGHT, carets.1.as_ref());
    sheet(w, name, [title, &description(timeline, carets)], timeline, &pen, lanes);
    pen.left_out
}

/// Draws one timeline that nothing is compared with, and says all of it in words.
pub(super) fn draw_alone(w: &mut Writer, name: &str, title: &str, timeline: &Timeline) {
    let mut pen = Pen { axis: axis(timeline), y: ROW + 4.0, left_out: 0 };
    let mut lanes = w.part();
    pen.group(&mut lanes, ALONE, &timeline.actual);
    sheet(w, name, [title, &in_words(timeline)], timeline, &pen, lanes);
}

/// What has been drawn, with its axis, its title and its description.
fn sheet(
    w: &mut Writer,
    name: &str,
    [title, description]: [&str; 2],
    timeline: &Timeline,
    pen: &Pen,
    lanes: Writer,
) {
    let axis = &pen.axis;
    let scale = Scale::new(timeline.span_ms, ((axis.right - axis.left) / LETTER) as usize);
    let height = pen.y.ceil().to_string();
    let (title_id, text_id) = (format!("{name}-title"), format!("{name}-text"));
    let attributes = [
        ("class", "picture"),
        ("role", "img"),
        ("aria-labelledby", &*format!("{title_id} {text_id}")),
        ("viewBox", &*format!("0 0 {WIDTH} {height}")),
        ("width", &*WIDTH.to_string()),
        ("height", &*height),
    ];
    w.block("svg", &attributes, |w| {
        w.line("title", &[("id", &title_id)], title);
        w.line("desc", &[("id", &text_id)], description);
        grid(w, axis, &scale, pen.y);
        w.append(lanes);
    });
}

/// The axis behind the longest name.
fn axis(timeline: &Timeline) -> Axis {
    let all = timeline.actual.iter().chain(&timeline.held).chain(&timeline.expected);
    let longest = all.map(|lane| width(&clean(&lane.name, NAME))).fold(0.0, f64::max);
    // `seconds` and `minutes` stand above the names.
    let left = SIDE + longest.max(2.0 * LETTER) + 12.0;
    Axis { left, right: WIDTH - MARGIN, edge: WIDTH, span_ms: timeline.span_ms }
}

/// What the picture shows, for a reader who cannot see it.
fn description(timeline: &Timeline, carets: &(Option<Caret>, Option<Caret>)) -> String {
    let names = |lanes: &[Lane]| {
        let names: Vec<_> = lanes.iter().map(|lane| clean(&lane.name, NAME)).collect();
        names.join(", ")
    };
    let mut text = format!(
        "A timeline from 0 to {}. Your lanes: {}.",
        words::time(timeline.span_ms),
        names(&timeline.actual)
    );
    if !timeline.held.is_empty() {
        text += " Beneath them, what held a thread.";
    }
    if !timeline.expected.is_empty() {
        text += " Beneath, the same lanes of the right run.";
    }
    let carets: Vec<_> =
        [&carets.0, &carets.1].into_iter().flatten().map(|caret| caret.text.as_str()).collect();
    if !carets.is_empty() {
        text += &format!(" The first difference: {}.", carets.join("; "));
    }
    text + " The table below tells the same line by line."
}

/// All that one timeline shows, lane by lane.
fn in_words(timeline: &Timeline) -> String {
    let mut text = format!("A timeline from 0 to {}.", words::time(timeline.span_ms));
    for lane in &timeline.actual {
        let bars = lane.bars.iter().map(|bar| {
            let label = if bar.label.is_empty() { "" } else { " " };
            let times = (words::time(bar.from_ms), words::time(bar.to_ms));
            format!("{}{label}from {} to {}", bar.label, times.0, times.1)
        });
        let marks = lane.marks.iter().map(|mark| {
            let at = words::time(mark.at_ms);
            if mark.text.is_empty() { format!("at {at}") } else { format!("{} at {at}", mark.text) }
        });
        let all: Vec<String> = bars.chain(marks).collect();
        text += &format!(" {}: {}.", lane.name, all.join(", "));
    }
    text
}

/// Figures above, and a line down from each.
fn grid(w: &mut Writer, axis: &Axis, scale: &Scale, bottom: f64) {
    w.line("text", &[("class", "quiet"), ("x", "0"), ("y", &n(BASE))], scale.unit);
    for tick in &scale.ticks {
        let x = n(axis.x(tick.at_ms));
        let line =
            [("class", "grid"), ("x1", &*x), ("x2", &x), ("y1", &n(ROW)), ("y2", &n(bottom))];
        w.empty("line", &line);
        let at = tick.at_ms.to_string();
        let figure = [("class", "tick quiet"), ("x", &*x), ("y", &n(BASE)), ("data-at", &at)];
        w.line("text", &figure, &tick.figure);
    }
}

struct Pen {
    axis: Axis,
    /// Where the next row begins.
    y: f64,
    /// Bars that are not drawn.
    left_out: usize,
}

impl Pen {
    fn group(&mut self, w: &mut Writer, kind: Kind, lanes: &[Lane]) {
        for (index, lane) in lanes.iter().enumerate() {
            let base = n(self.y + BASE);
            if index == 0 && !kind.side.is_empty() {
                w.line("text", &[("class", "side"), ("x", "0"), ("y", &base)], kind.side);
            }
            let name = clean(&lane.name, NAME);
            w.line("text", &[("class", "name"), ("x", &n(SIDE)), ("y", &base)], &name);
            self.lane(w, kind, lane);
        }
    }

    fn lane(&mut self, w: &mut Writer, kind: Kind, lane: &Lane) {
        let laid = lay(lane, &self.axis);
        for (row, from, to, bar) in &laid.bars {
            self.bar(w, kind, *row, (*from, *to), bar);
        }
        for (x, at_ms) in &laid.dots {
            let class = format!("dot {}", kind.class);
            let (middle, at) = (n(self.y + ROW / 2.0), at_ms.to_string());
            let dot = [
                ("class", &*class),
                ("cx", &n(*x)),
                ("cy", &middle),
                ("r", &n(DOT)),
                ("data-at", &at),
            ];
            w.empty("circle", &dot);
        }
        for words in &laid.words {
            let class = match words.inside {
                true => format!("words inside {}", kind.class),
                false => "words".to_owned(),
            };
            let y = self.y + words.row as f64 * ROW + BASE;
            w.line("text", &[("class", &*class), ("x", &n(words.x)), ("y", &n(y))], &words.text);
        }
        self.left_out += laid.left_out;
        self.y += laid.rows as f64 * ROW;
    }

    fn bar(&self, w: &mut Writer, kind: Kind, row: usize, (from, to): (f64, f64), bar: &Bar) {
        let open = if bar.open { " open" } else { "" };
        // Edges of many short bars would hide that they are many.
        let thin = if to - from < THIN { " thin" } else { "" };
        let class = format!("bar {}{open}{thin}", kind.class);
        let y = self.y + row as f64 * ROW + (ROW - BAR) / 2.0;
        let (begins, ends) = (bar.from_ms.to_string(), bar.to_ms.to_string());
        let shape = [
            ("class", &*class),
            ("x", &n(from)),
            ("y", &n(y)),
            ("width", &n(to - from)),
            ("height", &n(BAR)),
            ("data-from", &begins),
            ("data-to", &ends),
        ];
        let what = if bar.label.is_empty() { String::new() } else { format!("{}: ", bar.label) };
        let until = words::time(bar.to_ms);
        let tip = format!("{what}{} to {until}", words::time(bar.from_ms));
        w.block("rect", &shape, |w| w.piece("title", &[], &tip));
    }

    /// Points at the first difference.
    fn caret(&mut self, w: &mut Writer, kind: Kind, caret: Option<&Caret>) {
        let Some(caret) = caret else { return };
        let x = self.axis.x(caret.at_ms);
        let top = self.y + 4.0;
        let shape = format!("M{} {}l6 11h-12z", n(x), n(top));
        let at = caret.at_ms.to_string();
        let class = format!("caret {}", kind.class);
        w.empty("path", &[("class", &class), ("d", &shape), ("data-at", &at)]);
        let (after, before) = (self.axis.edge - x - 10.0, x - 10.0);
        let letters = |room: f64| (room / LETTER) as usize;
        let fits = width(&clean(&caret.text, 200)) <= after;
        let (side, x, room) = match fits || after >= before {
            true => ("", x + 10.0, after),
            false => (" before", x - 10.0, before),
        };
        let text = clean(&caret.text, letters(room));
        let class = format!("difference {}{side}", kind.class);
        w.line("text", &[("class", &class), ("x", &n(x)), ("y", &n(self.y + BASE))], &text);
        self.y += ROW;
    }
}

/// A number with one digit behind its point.
fn n(number: f64) -> String {
    format!("{number:.1}")
}
