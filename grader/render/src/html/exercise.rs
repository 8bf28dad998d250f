//! One exercise: its verdict in words, the one sentence, and its checks.

use super::check::check;
use super::evidence::quoted;
use super::writer::Writer;
use crate::wording;
use judge::report::{CheckReport, ExerciseReport};
use model::verdict::Verdict;

/// Lines of the compiler.
const COMPILER_LINES: usize = 200;

/// The id of an exercise's section.
pub(super) fn id(exercise: &ExerciseReport) -> String {
    format!("exercise-{:02}", exercise.number)
}

/// Number and title.
pub(super) fn title(exercise: &ExerciseReport) -> String {
    format!("{:02} · {}", exercise.number, exercise.title)
}

/// The verdict, signed and coloured besides its words.
pub(super) fn verdict(w: &mut Writer, exercise: &ExerciseReport) {
    let (sign, class) = match exercise.verdict() {
        _ if exercise.is_not_started() => ("○ ", "quiet"),
        Verdict::Accepted => ("✓ ", "good"),
        Verdict::NotChecked | Verdict::NotHandedIn => ("○ ", "quiet"),
        _ => ("✗ ", "bad"),
    };
    w.inline("span", &[("class", class)], |w| {
        w.piece("span", &[("aria-hidden", "true")], sign);
        w.text(wording::verdict(exercise));
    });
}

/// The exercise's section of the page.
pub(super) fn section(w: &mut Writer, exercise: &ExerciseReport) {
    let id = id(exercise);
    let heading = format!("{id}-title");
    w.block("section", &[("id", &id), ("aria-labelledby", &heading)], |w| {
        w.line("h2", &[("id", &heading)], &title(exercise));
        w.block("p", &[("class", "verdict")], |w| {
            verdict(w, exercise);
            if exercise.max_points > 0 {
                w.text(&format!(" · {} of {} points", exercise.points(), exercise.max_points));
            }
        });
        words(w, exercise);
        for remark in &wording::remarks(exercise) {
            w.block("p", &[("class", "care")], |w| w.sentence(&format!("Note: {remark}")));
        }
        if let Some(compiler) = exercise.compile_error() {
            quoted(w, compiler.trim_end().lines(), COMPILER_LINES);
        }
        // Of a starter that nobody has touched, neither compiler nor run has anything to say.
        if !exercise.is_not_started() {
            warnings(w, exercise);
            checks(w, exercise, &id);
        }
    });
}

/// What the compiler warned of, the first few.
fn warnings(w: &mut Writer, exercise: &ExerciseReport) {
    for warning in exercise.warnings.iter().take(wording::WARNINGS) {
        quoted(w, warning.trim_end().lines(), wording::WARNING_LINES);
    }
    if let Some(more) = wording::more_warnings(&exercise.warnings, &exercise.slug) {
        w.line("p", &[("class", "quiet")], &more);
    }
}

/// The one sentence, and the place that it speaks of.
fn words(w: &mut Writer, exercise: &ExerciseReport) {
    let shown = exercise.check_to_show();
    let (sentence, place) = match exercise.verdict() {
        _ if exercise.is_not_started() => {
            let place = shown.and_then(wording::panic_of).and_then(|(_, place)| place);
            (wording::not_started(exercise), place)
        }
        Verdict::Accepted => (wording::praise(exercise), None),
        _ => (sentence(exercise, shown).to_owned(), exercise.place()),
    };
    w.block("p", &[("class", "sentence")], |w| w.sentence(&sentence));
    if let Some(place) = place {
        w.block("p", &[], |w| w.piece("code", &[], &place.link()));
    }
    if let (Verdict::ExceededLimit(limit), None) = (exercise.verdict(), shown)
        && let Some(words) = wording::limit(exercise, None, limit)
    {
        w.line("p", &[], &words);
    }
}

/// The sentence, unless it speaks of a hidden run: it may quote what was expected there.
fn sentence<'a>(exercise: &'a ExerciseReport, shown: Option<&'a CheckReport>) -> &'a str {
    if shown.is_none_or(CheckReport::may_be_shown) {
        wording::sentence(exercise, shown)
    } else {
        wording::plain_words(exercise.verdict())
    }
}

/// Every check; the one that the sentence speaks of is seen at once, or the first that may be.
fn checks(w: &mut Writer, exercise: &ExerciseReport, id: &str) {
    let shown = exercise.check_to_show().filter(|check| check.may_be_shown());
    let shown = shown.or_else(|| exercise.checks.iter().find(|check| check.may_be_shown()));
    for (index, one) in exercise.checks.iter().enumerate() {
        let open = shown.is_some_and(|shown: &CheckReport| std::ptr::eq(shown, one));
        check(w, exercise, one, &format!("{id}-check-{}", index + 1), open);
    }
    if exercise.checks.iter().any(|check| !check.may_be_shown()) {
        let text = "Of a hidden run it is told how it stands, but not what it was given, what \
                    came of it and what it should write.";
        w.line("p", &[("class", "quiet")], text);
    }
}
