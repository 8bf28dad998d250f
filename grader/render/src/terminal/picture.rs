//! What a check looked like: the two timelines, the lines that differ, the costs.

use super::lanes;
use super::style::Tone;
use super::{Page, View, table};
use crate::first::{self, is_of_lines};
use crate::rows::rows;
use crate::timeline::timeline;
use crate::wording;
use judge::Difference;
use judge::report::CheckReport;
use model::observation::Observation;
use model::transcript::Transcript;

/// Rows of the table of lines.
const MAX_ROWS: usize = 12;

/// Both timelines, with the first difference marked. Nothing where no time passes: then the
/// lines say it all.
pub(super) fn timelines(page: &mut Page<'_>, check: &CheckReport, with_expected: bool) {
    let reference = with_expected.then_some(&check.expected);
    let timeline = timeline(&check.observation, reference, first::draws_ends(check, with_expected));
    if timeline.span_ms == 0 {
        return;
    }
    let carets = if with_expected { first::carets(check) } else { (None, None) };
    let has_held = !timeline.held.is_empty();
    page.gap();
    for line in lanes::draw(&timeline, carets, page.view.style, page.view.width()) {
        page.line(&line);
    }
    if has_held {
        held(page, &check.observation);
    }
    if let Some(text) = wording::inexact_times(&check.observation.trace) {
        page.gap();
        page.text(Tone::Care, "", &text);
    }
}

/// The timeline of one run, with nothing beside it; empty where no time passes.
pub fn own(observation: &Observation, view: &View) -> String {
    let timeline = timeline(observation, None, true);
    let mut page = Page::new(view);
    if timeline.span_ms > 0 {
        for line in lanes::draw(&timeline, (None, None), view.style, view.width()) {
            page.line(&line);
        }
        if !timeline.held.is_empty() {
            held(&mut page, observation);
        }
    }
    page.finish()
}

/// What a held lane means, once.
fn held(page: &mut Page<'_>, observation: &Observation) {
    page.gap();
    page.text(Tone::Quiet, "", wording::held(observation));
}

/// The lines that differ, beside the right ones.
pub(super) fn lines(page: &mut Page<'_>, check: &CheckReport) {
    let (actual, reference) = (&check.observation.transcript, &check.expected);
    if !check.comparison.differences.iter().any(is_of_lines) {
        return;
    }
    let rows = rows(actual, reference, &check.comparison, MAX_ROWS);
    page.gap();
    for line in table::draw(&rows, page.view.style, page.view.width()) {
        page.line(&line);
    }
}

/// Files that differ, with what is in them.
pub(super) fn files(page: &mut Page<'_>, check: &CheckReport) {
    let style = page.view.style;
    let width = page.view.width() - 10;
    for difference in &check.comparison.differences {
        let Difference::File { name } = difference else { continue };
        let content = |side: &Transcript| match side.files.get(name) {
            Some(content) if content.is_empty() => "(empty)".to_owned(),
            Some(content) => style.clean(&content.replace('\n', " / "), width),
            None => "(no such file)".to_owned(),
        };
        page.gap();
        page.text(Tone::Plain, "", &format!("The file {name} holds"));
        let actual = style.paint(Tone::Bad, &content(&check.observation.transcript));
        let reference = style.paint(Tone::Good, &content(&check.expected));
        page.line(&format!("  yours   {actual}"));
        page.line(&format!("  right   {reference}"));
    }
}

/// Costs over their bound.
pub(super) fn costs(page: &mut Page<'_>, check: &CheckReport) {
    let style = page.view.style;
    for difference in &check.comparison.differences {
        let Difference::Cost { cost, value, limit } = difference else { continue };
        let (value, limit, what) = (cost.shown(*value), cost.shown(*limit), cost.noun());
        let digits = value.len().max(limit.len());
        page.gap();
        let actual = style.paint(Tone::Bad, &format!("{value:>digits$}"));
        let reference = style.paint(Tone::Good, &format!("{limit:>digits$}"));
        page.line(&format!("  yours     {actual}  {what}"));
        page.line(&format!("  at most   {reference}"));
    }
}
