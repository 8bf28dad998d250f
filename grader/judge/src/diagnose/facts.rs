//! What a run tells about itself: the values of a sentence's `{placeholders}`.

use std::collections::BTreeMap;

use super::Evidence;
use super::evidence::Spot;
use super::quote::shown;
use crate::compare::Difference;
use crate::compare::view::{VisibleLine, actor, view};
use model::observation::Cost;
use model::transcript::{End, Transcript};
use model::words::time;

/// Names that stand for a line; `.actor` behind one is the part before `: `.
const LINES: [&str; 8] =
    ["line", "right", "prev", "right_prev", "first", "last", "right_first", "right_last"];

/// All other names, but for `arg1`, `arg2` and so on, and the figures of costs with their bounds:
/// `wakeups` and `max_wakeups`.
const OTHERS: [&str; 20] = [
    "at",
    "right_at",
    "late",
    "gap",
    "right_gap",
    "last_at",
    "right_last_at",
    "end",
    "right_end",
    "end_late",
    "count",
    "right_count",
    "held",
    "held_by",
    "panic",
    "file",
    "file_text",
    "right_file_text",
    "prev_at",
    "right_prev_at",
];

/// True for a name that a sentence may use. Whether a given run can fill it is another question.
pub fn is_placeholder(name: &str) -> bool {
    let line = name.strip_suffix(".actor").unwrap_or(name);
    let is_argument = name
        .strip_prefix("arg")
        .is_some_and(|number| number.parse::<u32>().is_ok_and(|number| number > 0));
    let figure = name.strip_prefix("max_").unwrap_or(name);
    let is_cost = Cost::all().any(|cost| cost.name() == figure);
    LINES.contains(&line) || OTHERS.contains(&name) || is_cost || is_argument
}

/// The values of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    known: BTreeMap<String, String>,
}

impl Facts {
    /// All that a run can fill.
    pub fn of(evidence: &Evidence<'_>) -> Facts {
        let mut facts = Facts::default();
        let actual = view(&evidence.observation.transcript);
        let expected = view(evidence.expected);
        facts.take_spot(evidence, &actual, &expected);
        facts.take_whole(&evidence.observation.transcript, &actual, "");
        facts.take_whole(evidence.expected, &expected, "right_");
        facts.take_costs(evidence);
        facts.take_files(evidence);
        for (index, argument) in evidence.args.iter().enumerate() {
            facts.put(&format!("arg{}", index + 1), shown(argument));
        }
        facts
    }

    /// The value of a name, if this run has one.
    pub fn get(&self, name: &str) -> Option<String> {
        self.known.get(name).cloned()
    }

    fn put(&mut self, name: &str, value: String) {
        self.known.insert(name.to_owned(), value);
    }

    fn put_line(&mut self, name: &str, line: &VisibleLine<'_>) {
        self.put(name, shown(line.text));
        self.put(&format!("{name}.actor"), shown(actor(line.text)));
    }

    /// The first line that differs, and what stands just before it.
    fn take_spot(
        &mut self,
        evidence: &Evidence<'_>,
        actual: &[VisibleLine<'_>],
        expected: &[VisibleLine<'_>],
    ) {
        let Some(spot) = Spot::of(evidence) else { return };
        self.take_line_and_prev(actual, spot.actual, ["line", "at", "prev", "prev_at", "gap"]);
        let names = ["right", "right_at", "right_prev", "right_prev_at", "right_gap"];
        self.take_line_and_prev(expected, spot.expected, names);
        let at = |lines: &[VisibleLine<'_>], index: Option<usize>| {
            lines.iter().find(|line| Some(line.index) == index).map(|line| line.at_ms)
        };
        if let (true, Some(at), Some(expected_at)) =
            (spot.is_pair, at(actual, spot.actual), at(expected, spot.expected))
        {
            self.put("late", time(at.abs_diff(expected_at)));
        }
    }

    fn take_line_and_prev(
        &mut self,
        lines: &[VisibleLine<'_>],
        index: Option<usize>,
        [line_name, at_name, prev_name, prev_at_name, gap_name]: [&str; 5],
    ) {
        let Some(place) = lines.iter().position(|line| Some(line.index) == index) else { return };
        let line = &lines[place];
        self.put_line(line_name, line);
        self.put(at_name, time(line.at_ms));
        if let Some(prev) = place.checked_sub(1).and_then(|place| lines.get(place)) {
            self.put_line(prev_name, prev);
            self.put(prev_at_name, time(prev.at_ms));
            self.put(gap_name, time(line.at_ms.saturating_sub(prev.at_ms)));
        }
    }

    /// First and last line, their number, and the end.
    fn take_whole(&mut self, transcript: &Transcript, lines: &[VisibleLine<'_>], prefix: &str) {
        let name = |name: &str| format!("{prefix}{name}");
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            self.put_line(&name("first"), first);
            self.put_line(&name("last"), last);
            self.put(&name("last_at"), time(last.at_ms));
        }
        self.put(&name("count"), lines.len().to_string());
        self.put(&name("end"), time(transcript.ended_at_ms));
    }

    fn take_costs(&mut self, evidence: &Evidence<'_>) {
        let trace = &evidence.observation.trace;
        let transcript = &evidence.observation.transcript;
        let end_late = transcript.ended_at_ms.abs_diff(evidence.expected.ended_at_ms);
        self.put("end_late", time(end_late));
        for cost in Cost::all() {
            self.put(cost.name(), cost.shown(cost.of(trace)));
            if let Some(limit) = evidence.bounds.limit(cost) {
                self.put(&format!("max_{}", cost.name()), cost.shown(limit));
            }
        }
        if let Some(hold) = evidence.longest_hold().filter(|hold| hold.for_ms > 0) {
            self.put("held", time(hold.for_ms));
            if let Some(place) = &hold.place {
                self.put("held_by", place.to_string());
            }
        }
        if let End::Panicked { message, .. } = &transcript.end {
            self.put("panic", shown(message.lines().next().unwrap_or_default()));
        }
    }

    fn take_files(&mut self, evidence: &Evidence<'_>) {
        let name = evidence.comparison.differences.iter().find_map(|difference| match difference {
            Difference::File { name } => Some(name),
            _ => None,
        });
        let Some(name) = name else { return };
        self.put("file", shown(name));
        let transcripts = [
            ("file_text", &evidence.observation.transcript),
            ("right_file_text", evidence.expected),
        ];
        for (fact, transcript) in transcripts {
            if let Some(content) = transcript.files.get(name) {
                self.put(fact, shown(content.trim_end()));
            }
        }
    }
}
