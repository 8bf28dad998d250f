//! The lines of a run as tables: what differs side by side, and everything in its order.

use std::collections::HashSet;

use super::writer::Writer;
use crate::rows::{Row, Side, rows};
use crate::runs::{Step, named, step};
use crate::timeline::Lane;
use judge::Difference;
use judge::report::CheckReport;
use model::transcript::{Line, Transcript};
use model::words;

/// Rows of the table of what differs.
const MOST_DIFFERENT: usize = 24;
/// Rows of the table of everything.
const MOST: usize = 400;

/// The lines that differ, yours beside the right ones.
pub(super) fn different(w: &mut Writer, check: &CheckReport) {
    let (actual, expected) = (&check.observation.transcript, &check.expected);
    let rows = rows(actual, expected, &check.comparison, w.most(MOST_DIFFERENT));
    w.block("table", &[], |w| {
        w.line("caption", &[], "The lines that differ");
        w.block("tr", &[], |w| {
            w.inline("td", &[], |_| ());
            w.piece("th", &[("scope", "col")], "Yours");
            w.piece("th", &[("scope", "col")], "Right");
        });
        for row in &rows {
            match row {
                Row::Lines { actual, expected, differs } => {
                    w.block("tr", &[("class", if *differs { "differs" } else { "" })], |w| {
                        sign(w, *differs);
                        half(w, "yours", actual.as_ref());
                        half(w, "right", expected.as_ref());
                    });
                }
                Row::Alike(lines) => {
                    about(w, 3, &words::count(*lines as u64, "line", "lines"), "alike")
                }
                Row::More(rows) => {
                    about(w, 3, &words::count(*rows as u64, "more row", "more rows"), "that differ")
                }
            }
        }
    });
}

fn half(w: &mut Writer, class: &str, side: Option<&Side>) {
    w.inline("td", &[("class", class)], |w| match side {
        Some(side) => {
            w.piece("span", &[("class", "time")], &words::time(side.at_ms));
            w.text(" ");
            w.piece("code", &[], &side.text);
        }
        None => w.text("(nothing)"),
    });
}

/// A difference is signed, and said to a reader who hears the table.
fn sign(w: &mut Writer, differs: bool) {
    w.inline("td", &[("class", "sign")], |w| {
        if differs {
            w.piece("span", &[("aria-hidden", "true")], "≠");
            w.piece("span", &[("class", "unseen")], "differs");
        }
    });
}

fn about(w: &mut Writer, columns: usize, count: &str, what: &str) {
    w.block("tr", &[], |w| {
        let columns = columns.to_string();
        w.piece("td", &[("class", "quiet"), ("colspan", &columns)], &format!("({count} {what})"));
    });
}

/// Who wrote a line, or did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Both,
    Yours,
    Right,
}

impl Whose {
    fn words(self) -> &'static str {
        match self {
            Whose::Both => "both",
            Whose::Yours => "yours",
            Whose::Right => "right",
        }
    }
}

/// Something that happened, and when.
struct Entry {
    at_ms: u64,
    whose: Whose,
    differs: bool,
    text: String,
    /// The last of a run of lines, and how many they are.
    last: String,
    count: usize,
    steps: Option<Step>,
}

/// Everything that the picture shows, in its order, for a reader who does not see the picture.
pub(super) fn everything(w: &mut Writer, check: &CheckReport, held: &[Lane]) {
    let entries = folded(entries(check, held));
    w.block("details", &[], |w| {
        w.line("summary", &[], "Every line, with its time");
        w.block("table", &[], |w| {
            w.line("caption", &[("class", "unseen")], "Every line, with its time and whose it is");
            w.block("tr", &[], |w| {
                for head in ["Time", "Line", "Whose"] {
                    w.piece("th", &[("scope", "col")], head);
                }
                w.inline("td", &[], |_| ());
            });
            for entry in entries.iter().take(w.most(MOST)) {
                let class = if entry.differs { "differs" } else { "" };
                w.block("tr", &[("class", class)], |w| {
                    w.piece("td", &[("class", "time")], &words::time(entry.at_ms));
                    let text = named(&entry.text, &entry.last, entry.count);
                    let side = entry.whose.words();
                    w.inline("td", &[("class", side)], |w| w.piece("code", &[], &text));
                    w.piece("td", &[], side);
                    sign(w, entry.differs);
                });
            }
        });
        if let Some(more) = entries.len().checked_sub(w.most(MOST)).filter(|more| *more > 0) {
            let more = words::count(more as u64, "more row is", "more rows are");
            w.line(
                "p",
                &[("class", "quiet")],
                &format!("{more} not shown: a page has its limits."),
            );
        }
    });
}

fn entries(check: &CheckReport, held: &[Lane]) -> Vec<Entry> {
    let (actual, expected) = (&check.observation.transcript, &check.expected);
    let found = &check.comparison.differences;
    let (mut mine, mut theirs, mut swapped) = (HashSet::new(), HashSet::new(), HashSet::new());
    for difference in found {
        match difference {
            Difference::Text { actual, expected } | Difference::Time { actual, expected } => {
                mine.insert(*actual);
                theirs.insert(*expected);
            }
            Difference::Extra { actual } => _ = mine.insert(*actual),
            Difference::Missing { expected } => _ = theirs.insert(*expected),
            Difference::Order { early, late } => swapped.extend([*early, *late]),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for (index, line) in actual.stdout().enumerate() {
        let own = mine.contains(&index);
        let whose = if own { Whose::Yours } else { Whose::Both };
        all.extend(line_entry(line, whose, own || swapped.contains(&index)));
    }
    for (index, line) in expected.stdout().enumerate() {
        if theirs.contains(&index) {
            all.extend(line_entry(line, Whose::Right, true));
        }
    }
    for bar in held.iter().flat_map(|lane| &lane.bars) {
        let text = match &*bar.label {
            "" => format!("(held until {})", words::time(bar.to_ms)),
            place => format!("(held until {}, {place})", words::time(bar.to_ms)),
        };
        all.push(Entry::new(bar.from_ms, Whose::Yours, false, text));
    }
    let ends = found.iter().any(|d| matches!(d, Difference::End | Difference::EndTime));
    let end = |side: &Transcript, whose| {
        Entry::new(side.ended_at_ms, whose, ends, format!("({})", side.end))
    };
    all.push(end(actual, if ends { Whose::Yours } else { Whose::Both }));
    all.extend(ends.then(|| end(expected, Whose::Right)));
    all.sort_by_key(|entry| entry.at_ms);
    all
}

/// Empty lines are forgiven, so they are no lines.
fn line_entry(line: &Line, whose: Whose, differs: bool) -> Option<Entry> {
    let text = line.text.trim_end();
    (!text.is_empty()).then(|| Entry::new(line.at_ms, whose, differs, text.to_owned()))
}

impl Entry {
    fn new(at_ms: u64, whose: Whose, differs: bool, text: String) -> Entry {
        Entry { at_ms, whose, differs, last: text.clone(), text, count: 1, steps: None }
    }
}

/// Draws runs of one instant together: `1 .. 8`.
fn folded(entries: Vec<Entry>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for entry in entries {
        if let Some(last) = out.last_mut()
            && (last.at_ms, last.whose, last.differs) == (entry.at_ms, entry.whose, entry.differs)
            && let Some(step) = step(&last.last, &entry.text)
            && last.steps.is_none_or(|steps| steps == step)
        {
            (last.last, last.count, last.steps) = (entry.text, last.count + 1, Some(step));
        } else {
            out.push(entry);
        }
    }
    out
}
