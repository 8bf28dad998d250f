//! Every exercise in a line, and where the course stands.

use unicode_width::UnicodeWidthStr;

use super::style::Tone;
use super::{Page, View};
use crate::wording;
use judge::report::{ExerciseReport, Report};
use model::verdict::Verdict;

pub(super) fn tone(exercise: &ExerciseReport) -> Tone {
    match exercise.verdict() {
        _ if exercise.is_not_started() => Tone::Quiet,
        Verdict::Accepted => Tone::Good,
        Verdict::NotChecked | Verdict::NotHandedIn => Tone::Quiet,
        _ => Tone::Bad,
    }
}

/// An exercise that is not the one at hand: its sign, number, title, verdict and points.
pub fn line(exercise: &ExerciseReport, view: &View) -> String {
    const TITLE: usize = 26;
    let style = view.style;
    let sign = match exercise.verdict() {
        _ if exercise.is_not_started() => style.sign("·", "."),
        Verdict::Accepted => style.sign("✓", "+"),
        Verdict::NotChecked | Verdict::NotHandedIn => style.sign("·", "."),
        _ => style.sign("✗", "x"),
    };
    let sign = style.paint(tone(exercise), sign);
    let words = style.paint(tone(exercise), wording::verdict(exercise));
    let points = match exercise.max_points {
        0 => String::new(),
        max => style.paint(Tone::Quiet, &format!("  {}/{max}", exercise.points())),
    };
    let room = view.width().saturating_sub(6 + wording::verdict(exercise).len() + 8);
    let column = TITLE.min(room.max(12));
    let title = style.clean(&exercise.title, column);
    let pad = " ".repeat(column.saturating_sub(title.width()));
    format!("{sign} {:02} {title}{pad} {words}{points}", exercise.number)
}

/// How many are done, and what to do next.
pub fn summary(report: &Report, view: &View) -> String {
    let mut page = Page::new(view);
    page.text(Tone::Strong, "", &wording::count(report));
    if report.exercises.is_empty() {
        return page.finish();
    }
    if let Some(text) = wording::inexact(report) {
        page.text(Tone::Care, "", text);
    }
    match report.exercises.iter().find(|exercise| !exercise.is_accepted()) {
        None => match &view.next {
            Some((number, title, slug)) => {
                page.text(Tone::Plain, "", &format!("Next is {number:02}, {title}:"));
                page.handle("  begin with   ", &format!("cargo xtask check {slug}"));
            }
            None => page.text(Tone::Good, "", "Everything here is accepted. Well done."),
        },
        Some(next) if next.is_not_started() => {
            page.text(Tone::Plain, "", &format!("Next is {:02}, {}:", next.number, next.title));
            page.handle("  read the lesson    ", &next.lesson());
            page.handle("  then ask           ", &format!("cargo xtask check {}", next.slug));
        }
        Some(next) => {
            page.text(Tone::Plain, "", &format!("Next is {:02}, {}:", next.number, next.title));
            page.handle("  ask again    ", &format!("cargo xtask check {}", next.slug));
        }
    }
    page.finish()
}
