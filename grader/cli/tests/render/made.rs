//! Reports made by hand, from small transcripts.

use judge::compare;
use judge::report::{
    CheckReport, Clock, Digests, Durations, ExerciseReport, Feedback, Provenance, Report,
    Visibility,
};
use model::observation::{Hold, Observation, Role, Trace, Waiting};
use model::spec::{CostBounds, Order, Run};
use model::transcript::{End, Line, Place, Stream, Transcript};
use model::verdict::Verdict;

/// A transcript: `0 start` is a line at 0, `0 1..8` are eight, the last row says how it ended.
pub(crate) fn transcript(text: &str) -> Transcript {
    let mut rows = Vec::new();
    for row in text.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (at, text) = row.split_once(' ').expect("a time and a text");
        let range = text.split_once("..");
        match range.and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?))) {
            Some((from, to)) => rows.extend((from..=to).map(|n| format!("{at:>7}  {n}"))),
            None => rows.push(format!("{at:>7}  {text}")),
        }
    }
    Transcript::parse(&rows.join("\n")).expect("a transcript")
}

pub(crate) fn place(line: u32) -> Option<Place> {
    Some(Place { file: "src/main.rs".to_owned(), line, column: Some(9) })
}

pub(crate) fn hold(role: Role, from_ms: u64, for_ms: u64, line: u32) -> Hold {
    Hold {
        thread: "main".to_owned(),
        role,
        task: 0,
        from_ms,
        for_ms,
        for_what: None,
        place: place(line),
    }
}

pub(crate) fn waiting(thread: &str, for_what: &str, line: u32) -> Waiting {
    Waiting { thread: thread.to_owned(), for_what: for_what.to_owned(), place: place(line) }
}

/// A public check named `the defaults`, worth two points, judged as the grader judges.
pub(crate) fn check(actual: &str, reference: &str) -> CheckReport {
    let trace = Trace { wakeups: 2, ..Trace::default() };
    let observation = Observation { transcript: transcript(actual), trace };
    judged(CheckReport {
        run: Run { name: "the defaults".to_owned(), points: 2, ..Run::default() },
        visibility: Visibility::Public,
        verdict: Verdict::Accepted,
        feedback: None,
        seed: None,
        observation,
        expected: transcript(reference),
        comparison: judge::Comparison::default(),
    })
}

/// The check with its comparison and verdict found anew.
pub(crate) fn judged(mut check: CheckReport) -> CheckReport {
    let (order, bounds) = (Order::default(), CostBounds::default());
    check.comparison = compare(&check.observation, &check.expected, &order, &bounds);
    let end = &check.observation.transcript.end;
    check.verdict = match check.comparison.is_equal() {
        true => Verdict::Accepted,
        false => Verdict::of_failed(end),
    };
    check
}

/// Small changes to a check, one after another.
pub(crate) trait Sample {
    fn says(self, sentence: &str, line: Option<u32>) -> Self;
    fn ends(self, end: End) -> Self;
    fn holds(self, holds: Vec<Hold>) -> Self;
    fn named(self, name: &str, args: &[&str]) -> Self;
    fn hidden(self, seed: Option<u64>) -> Self;
    fn stderr(self, lines: &[&str]) -> Self;
}

impl Sample for CheckReport {
    fn says(mut self, sentence: &str, line: Option<u32>) -> Self {
        self.feedback = Some(Feedback {
            sentence: sentence.to_owned(),
            mistake: Some("a-known-mistake".to_owned()),
            place: line.and_then(place),
        });
        self
    }

    fn ends(mut self, end: End) -> Self {
        self.observation.transcript.end = end;
        judged(self)
    }

    fn holds(mut self, holds: Vec<Hold>) -> Self {
        self.observation.trace.holds = holds;
        self
    }

    fn named(mut self, name: &str, args: &[&str]) -> Self {
        self.run.name = name.to_owned();
        self.run.args = args.iter().map(|arg| (*arg).to_owned()).collect();
        self
    }

    fn hidden(mut self, seed: Option<u64>) -> Self {
        (self.visibility, self.seed) = (Visibility::Hidden, seed);
        self
    }

    fn stderr(mut self, lines: &[&str]) -> Self {
        let line = |text: &&str| Line { at_ms: 0, stream: Stream::Stderr, text: text.to_string() };
        self.observation.transcript.lines.extend(lines.iter().map(line));
        self
    }
}

/// An exercise with these checks.
pub(crate) fn exercise(
    number: u32,
    slug: &str,
    title: &str,
    checks: Vec<CheckReport>,
) -> ExerciseReport {
    ExerciseReport {
        number,
        slug: slug.to_owned(),
        title: title.to_owned(),
        digests: Digests { submission: Some("5b".repeat(32)), exercise: "e0".repeat(32) },
        refusal: None,
        is_starter: false,
        warnings: Vec::new(),
        max_points: checks.iter().map(CheckReport::max_points).sum(),
        checks,
        not_made: Vec::new(),
        ignored: Vec::new(),
        remarks: Vec::new(),
        durations: Durations { build: 420, run: 21 },
    }
}

pub(crate) fn report(exercises: Vec<ExerciseReport>) -> Report {
    let provenance = Provenance {
        clock: Clock::Virtual,
        isolation: vec!["landlock".to_owned(), "rlimits".to_owned()],
        toolchain: "rustc 1.95.0".to_owned(),
        grader: "9".repeat(16),
        environment: "7c".repeat(32),
    };
    Report::new(exercises, provenance)
}
