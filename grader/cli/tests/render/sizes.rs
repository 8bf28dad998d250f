//! However much a program wrote, a report of it stays small, and valid.

use judge::Difference;
use judge::report::{CheckReport, ExerciseReport, Report};
use model::observation::{Role, Waiting};
use model::transcript::{End, Line, Stream};
use model::verdict::Verdict;
use render::{html, json};

use crate::made::{self, Sample, exercise, hold};
use crate::samples;

/// What no report reaches.
const MOST: usize = 2_000_000;
/// Pieces of text: plain ones, and those that become much longer when they are written down.
const PIECES: [&str; 8] = ["a", "line ", "\u{0}", "\u{10ffff}", "::x::", "\"\\", "<&'>", "猫"];

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    /// A number below `bound`; small ones are as likely as large ones.
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = (self.0 >> 33) as usize;
        random % (bound >> ((random >> 8) % bound.ilog2().max(1) as usize)).max(1)
    }

    fn text(&mut self, most: usize) -> String {
        let piece = PIECES[self.below(PIECES.len())];
        piece.repeat(self.below(most) / piece.len())
    }

    /// Much output: long lines, many lines, or both.
    fn lines(&mut self) -> Vec<Line> {
        let longest = 1 + self.below(1 << 17);
        let mut left = self.below(1 << 17);
        let mut lines = Vec::new();
        let mut text = self.text(longest);
        while left > 0 {
            left = left.saturating_sub(text.len() + 1);
            let stream = if self.below(4) == 0 { Stream::Stderr } else { Stream::Stdout };
            lines.push(Line { at_ms: lines.len() as u64, stream, text: text.clone() });
            if self.below(16) == 0 {
                text = self.text(longest);
            }
        }
        lines
    }

    fn check(&mut self) -> CheckReport {
        let mut check = made::check("0 a\n0 (ended)", "0 b\n0 (ended)");
        let says = self.text(1 << 16);
        check.run.args = (0..self.below(8)).map(|_| self.text(100)).collect();
        check.run.stdin = self.text(1 << 16);
        let (transcript, trace) = (&mut check.observation.transcript, &mut check.observation.trace);
        transcript.lines = self.lines();
        transcript.files = (0..self.below(200)).map(|n| (n.to_string(), self.text(4000))).collect();
        transcript.end = match self.below(4) {
            0 => End::Panicked { message: self.text(1 << 17), place: made::place(7) },
            1 => End::Tampered { what: self.text(1 << 16) },
            _ => End::Stuck,
        };
        trace.holds = (0..self.below(2_000) as u64).map(|n| hold(Role::Plain, n, 1, 9)).collect();
        let waits = |thread: String| Waiting { thread, for_what: "a lock".to_owned(), place: None };
        trace.waiting = (0..self.below(4000)).map(|_| waits(self.text(64))).collect();
        if self.below(4) == 0 {
            check.expected.lines = self.lines();
        }
        let mut check = if self.below(4) == 0 { check.hidden(Some(7)) } else { check };
        check.comparison.differences = vec![Difference::Missing { expected: 0 }];
        check.verdict = Verdict::of_failed(&check.observation.transcript.end);
        check.says(&says, Some(3))
    }

    fn exercise(&mut self, number: u32) -> ExerciseReport {
        if self.below(8) == 0 {
            let mut report = samples::did_not_compile();
            let refusal = report.refusal.as_mut().expect("it was refused");
            refusal.compile_error = Some(self.text(4 << 20));
            return report;
        }
        let checks = (0..1 + self.below(12)).map(|_| self.check()).collect();
        let mut report = exercise(number, "nasty", "Nasty", checks);
        report.remarks = (0..self.below(4)).map(|_| self.text(1 << 16)).collect();
        report.ignored = (0..self.below(51)).map(|_| self.text(200)).collect();
        report
    }
}

/// The document is small and valid.
fn check_document(what: &str, report: &Report) {
    let document = json::document(report).expect("a document");
    assert!(document.len() < MOST, "{what}: {} bytes", document.len());
    let value = serde_json::from_str(&document).expect("it is JSON");
    crate::json::check(&crate::json::schema(), &value);
}

#[test]
fn a_report_is_small_whatever_was_written() {
    for seed in 1..=6 {
        let mut chance = Chance(seed);
        let exercises = (1..=1 + chance.below(16) as u32).map(|number| chance.exercise(number));
        let report = made::report(exercises.collect());
        check_document(&format!("seed {seed}"), &report);
        let page = html::page(&report);
        assert!(page.len() < MOST, "seed {seed}: a page of {} bytes", page.len());
    }
}

#[test]
fn every_exercise_of_a_course_may_be_full_to_the_brim() {
    let lines = |text: &str| -> Vec<Line> {
        let line = Line { at_ms: 0, stream: Stream::Stdout, text: text.to_owned() };
        vec![line; (1 << 15) / (text.len() + 1)]
    };
    for text in ["", "\u{0}", &"\u{10ffff}".repeat(1 << 12)] {
        let mut full = samples::late();
        for check in &mut full.checks {
            (check.observation.transcript.lines, check.expected.lines) = (lines(text), lines(text));
        }
        let mut exercises = vec![full; 16];
        (1..).zip(&mut exercises).for_each(|(number, exercise)| exercise.number = number);
        check_document(&format!("{:?}", text.chars().next()), &made::report(exercises));
    }
}

#[test]
fn what_was_left_out_is_counted() {
    let mut full = samples::late();
    let line = |at_ms| Line { at_ms, stream: Stream::Stdout, text: "tick".to_owned() };
    full.checks[0].observation.transcript.lines = (0..100_000).map(line).collect();
    let document = json::document(&made::report(vec![full])).expect("a document");
    let document: serde_json::Value = serde_json::from_str(&document).expect("it is JSON");
    let entries = document["exercises"][0]["checks"][0]["transcript"].as_array().expect("a list");
    let gaps: Vec<u64> = entries.iter().filter_map(|entry| entry["left_out"].as_u64()).collect();
    let shown = entries.len() - gaps.len();
    assert_eq!(gaps.iter().sum::<u64>() as usize + shown, 100_000);
    assert!(gaps.len() == 1 && shown > 1_000, "{gaps:?} {shown}");
    assert_eq!(
        (&entries[0]["at_ms"], &entries[entries.len() - 1]["at_ms"]),
        (&0.into(), &99_999.into())
    );
}
