//! One check: what was run, both timelines, and every line. Of a hidden one, only how it stands.

use super::writer::Writer;
use super::{evidence, lines, picture};
use crate::first::{self, is_of_lines};
use crate::timeline::timeline;
use crate::wording;
use judge::report::{CheckReport, ExerciseReport, Feedback};
use model::verdict::Verdict;
use model::words;

/// Writes a check; `name` is what the ids in it begin with, `open` whether it is seen at once.
pub(super) fn check(
    w: &mut Writer,
    exercise: &ExerciseReport,
    check: &CheckReport,
    name: &str,
    open: bool,
) {
    if !check.may_be_shown() {
        w.block("div", &[("class", "check")], |w| {
            // Not even its sentence: that of a known mistake, too, is filled from the lines.
            heading(w, check);
        });
        return;
    }
    let attributes: &[_] =
        if open { &[("class", "check"), ("open", "open")] } else { &[("class", "check")] };
    w.block("details", attributes, |w| {
        w.block("summary", &[], |w| heading(w, check));
        given(w, check);
        own_sentence(w, exercise, check);
        body(w, exercise, check, name);
    });
}

/// Its name, its verdict in words and its points.
fn heading(w: &mut Writer, check: &CheckReport) {
    let is_right = check.verdict == Verdict::Accepted;
    let (sign, class) =
        if is_right { ("✓ ", "check-verdict good") } else { ("✗ ", "check-verdict bad") };
    w.inline("h3", &[], |w| {
        w.text(check.name());
        w.text(" ");
        w.inline("span", &[("class", class)], |w| {
            w.piece("span", &[("aria-hidden", "true")], sign);
            w.text(check.verdict.words());
        });
    });
    let hidden = if check.may_be_shown() { "" } else { " · hidden" };
    let points = words::count(check.max_points().into(), "point", "points");
    w.text(&format!(" · {} of {points}{hidden}", check.points()));
}

/// With what it was run.
fn given(w: &mut Writer, check: &CheckReport) {
    let mut by_chance = Vec::new();
    by_chance.extend(check.seed.map(|seed| format!("seed {seed}")));
    by_chance.extend((check.run.schedule > 0).then(|| format!("schedule {}", check.run.schedule)));
    if check.run.args.is_empty() && by_chance.is_empty() {
        return;
    }
    w.block("p", &[("class", "quiet")], |w| {
        if !check.run.args.is_empty() {
            w.text("Given ");
            w.piece("code", &[], &check.run.args.join(" "));
        }
        if !by_chance.is_empty() {
            w.text(&format!(" ({})", by_chance.join(", ")));
        }
    });
}

/// What it says, where the exercise has not said it.
fn own_sentence(w: &mut Writer, exercise: &ExerciseReport, check: &CheckReport) {
    let own = check.feedback.as_ref().filter(|own| exercise.message() != Some(own));
    if let Some(Feedback { sentence, place, .. }) = own {
        w.block("p", &[], |w| {
            w.text(sentence);
            if let Some(place) = place {
                w.text(" ");
                w.piece("code", &[], &place.link());
            }
        });
    }
}

fn body(w: &mut Writer, exercise: &ExerciseReport, check: &CheckReport, name: &str) {
    match check.verdict {
        Verdict::Panicked => evidence::panicked(w, check),
        Verdict::Stuck => evidence::waiting(w, check),
        Verdict::ExceededLimit(limit) => {
            if let Some(words) = wording::limit(exercise, Some(check), limit) {
                w.line("p", &[], &words);
            }
        }
        _ => {}
    }
    evidence::costs(w, check);
    let timeline =
        timeline(&check.observation, Some(&check.expected), first::draws_ends(check, true));
    // Where no time passes, the lines say it all; what went on for ever would leave no room for
    // the rest.
    if timeline.span_ms > 0 && !matches!(check.verdict, Verdict::ExceededLimit(_)) {
        figure(w, check, &timeline, name);
    }
    evidence::files(w, check);
    let is_wrong = check.verdict == Verdict::WrongTranscript;
    if is_wrong && check.comparison.differences.iter().any(is_of_lines) {
        lines::different(w, check);
    }
    lines::everything(w, check, &timeline.held);
    evidence::stderr(w, check);
}

/// The picture, and what has to be said of it.
fn figure(w: &mut Writer, check: &CheckReport, timeline: &crate::timeline::Timeline, name: &str) {
    let title = format!("Timeline of the run \"{}\": yours and the right one", check.name());
    w.block("figure", &[], |w| {
        let mut left_out = 0;
        // A picture that is wider than the screen is moved with the keyboard, too.
        let scroll =
            [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", &*title)];
        w.block("div", &scroll, |w| {
            left_out = picture::draw(w, name, &title, timeline, &first::carets(check));
        });
        let mut notes = Vec::new();
        if !timeline.held.is_empty() {
            notes.push(wording::held(&check.observation).to_owned());
        }
        if timeline.left_out > 0 {
            let lanes = words::count(timeline.left_out as u64, "more lane is", "more lanes are");
            notes.push(format!("{lanes} not drawn; the table has them."));
        }
        if left_out > 0 {
            let bars = words::count(left_out as u64, "more bar is", "more bars are");
            notes.push(format!("{bars} not drawn; the table has them."));
        }
        notes.extend(wording::inexact_times(&check.observation.trace));
        if !notes.is_empty() {
            w.line("figcaption", &[], &notes.join(" "));
        }
    });
}
