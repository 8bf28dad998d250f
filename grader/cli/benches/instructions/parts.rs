//! The pure parts of a grading, each to be done once.

use std::hint::black_box;

use judge::diagnose::{Evidence, Source, diagnose};
use judge::report::{
    CheckReport, Clock, Digests, Durations, ExerciseReport, Provenance, Report, Visibility,
};
use judge::{compare, settle};
use model::observation::Observation;
use model::spec::{CostBounds, Order, Run};
use model::transcript::Transcript;
use model::verdict::Verdict;
use render::terminal::{Style, View};
use render::{html, json, terminal};

use crate::samples::sample;

/// In the order in which a submission passes through them.
pub(crate) const PARTS: [&str; 6] =
    ["settle real times", "compare", "diagnose", "terminal", "page", "json"];

/// One sample, and what the parts make of it.
pub(crate) struct Parts {
    actual: Observation,
    reference: Transcript,
    order: Order,
}

impl Parts {
    /// A sample, under rules of every kind.
    pub(crate) fn of(name: &str, lines: usize) -> Parts {
        let (actual, reference) = sample(name, lines);
        let order = Order {
            free: vec!["actor 1: *".to_owned()],
            last: vec!["actor 2: *".to_owned()],
            before: vec![("actor 3: step {n}".to_owned(), "actor 4: step {n}".to_owned())],
        };
        Parts { actual, reference, order }
    }

    /// Hands each part over to be done, with its place in [`PARTS`].
    pub(crate) fn each(self, mut take: impl FnMut(usize, &mut dyn FnMut())) {
        let Parts { actual, reference, order } = self;
        let bounds = CostBounds::default();
        let mut real = actual.transcript.clone();
        take(0, &mut || settle(&mut real, &reference));
        black_box(real);
        let mut comparison = None;
        take(1, &mut || comparison = Some(compare(&actual, &reference, &order, &bounds)));
        let comparison = comparison.expect("they were compared");
        let evidence = Evidence {
            args: &[],
            observation: &actual,
            clock_steps: &[],
            expected: &reference,
            order: &order,
            bounds: &bounds,
            within: &[],
            comparison: &comparison,
            is_starter: false,
        };
        let mut feedback = None;
        take(2, &mut || feedback = Some(diagnose(&evidence, &[], &Source::new(["fn main() {}"]))));
        let report = report(CheckReport {
            run: Run { name: "the sample".to_owned(), points: 1, ..Run::default() },
            visibility: Visibility::Public,
            verdict: Verdict::WrongTranscript,
            feedback,
            seed: None,
            observation: actual.clone(),
            expected: reference.clone(),
            comparison: comparison.clone(),
        });
        let view = View::new(Style { colour: true, unicode: true }, View::MAX_WIDTH);
        take(3, &mut || _ = black_box(terminal::screen(&report.exercises[0], &view)));
        take(4, &mut || _ = black_box(html::page(&report)));
        take(5, &mut || _ = black_box(json::document(&report)));
    }
}

fn report(check: CheckReport) -> Report {
    let exercise = ExerciseReport {
        number: 1,
        slug: "sample".to_owned(),
        title: "A sample".to_owned(),
        digests: Digests::default(),
        refusal: None,
        is_starter: false,
        warnings: Vec::new(),
        max_points: check.max_points(),
        checks: vec![check],
        not_made: Vec::new(),
        remarks: Vec::new(),
        ignored: Vec::new(),
        durations: Durations::default(),
    };
    let provenance = Provenance {
        clock: Clock::Virtual,
        isolation: Vec::new(),
        toolchain: "none".to_owned(),
        grader: "none".to_owned(),
        environment: "none".to_owned(),
    };
    Report::new(vec![exercise], provenance)
}
