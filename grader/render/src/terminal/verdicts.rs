//! The middle of a screen, for each kind of verdict: the sentence first, then what shows it.

use super::style::Tone;
use super::{Page, ending, evidence, picture};
use crate::{first, wording};
use judge::report::{CheckReport, ExerciseReport, Visibility};
use model::transcript::Place;
use model::verdict::Verdict;
use model::words;

/// A starter that nobody has touched: nothing is wrong yet.
pub(super) fn not_started(page: &mut Page<'_>, exercise: &ExerciseReport) {
    page.text(Tone::Strong, "", &wording::not_started(exercise));
    place(page, exercise.check_to_show().and_then(wording::panic_of).and_then(|(_, place)| place));
}

/// Accepted: a word of praise, one's own timeline and what to see in it, and what it cost.
pub(super) fn accepted(page: &mut Page<'_>, exercise: &ExerciseReport) {
    page.text(Tone::Good, "", &wording::praise(exercise));
    let Some(check) = exercise.checks.iter().find(|check| check.may_be_shown()) else { return };
    picture::timelines(page, check, false);
    if let Some(look) = &page.view.look {
        page.gap();
        page.text(Tone::Plain, "", look);
    }
    costs(page, exercise, check);
    for (what, sentence) in &page.view.beyond {
        page.gap();
        page.text(Tone::Strong, "", what);
        page.text(Tone::Plain, "  ", sentence);
    }
}

/// What being right cost, and how little of it was real time.
fn costs(page: &mut Page<'_>, exercise: &ExerciseReport, check: &CheckReport) {
    let trace = &check.observation.trace;
    if !trace.is_exact() {
        // What cannot be trusted to the millisecond was not counted in full either.
        return;
    }
    let mut text = format!(
        "\"{}\" cost {} and {} beside main.",
        check.name(),
        words::count(trace.wakeups, "wake-up", "wake-ups"),
        words::count(trace.threads, "thread", "threads"),
    );
    if let Some(virtual_ms) = exercise.virtual_ms().filter(|ms| *ms > 0) {
        text +=
            &format!(" All checks together: {} on the program's clock", words::time(virtual_ms));
        text += &match exercise.durations.run {
            0 => ".".to_owned(),
            run => format!(", {} on yours.", words::time(run)),
        };
    }
    page.gap();
    page.text(Tone::Quiet, "", &text);
}

/// Nothing could be checked, which is neither good nor bad; why, the remarks say.
pub(super) fn not_checked(page: &mut Page<'_>, exercise: &ExerciseReport) {
    page.text(Tone::Strong, "", wording::plain_words(exercise.verdict()));
}

/// A submission that holds what no submission may hold, or does what none may do: said plainly,
/// without blame.
pub(super) fn tampered(page: &mut Page<'_>, exercise: &ExerciseReport) {
    let check = exercise.check_to_show();
    sentence(page, exercise, check);
    if check.is_none() {
        let text = "It was not run. If you did not put it there, start over from the starter.";
        page.text(Tone::Plain, "", text);
    }
}

/// Every verdict on a run that was not accepted.
pub(super) fn failed(page: &mut Page<'_>, exercise: &ExerciseReport) {
    let check = exercise.check_to_show();
    sentence(page, exercise, check);
    if let Verdict::ExceededLimit(limit) = exercise.verdict()
        && let Some(words) = wording::limit(exercise, check, limit)
    {
        page.text(Tone::Plain, "", &words);
    }
    let Some(check) = check else { return };
    let shown = check.may_be_shown() || page.view.reveal_hidden;
    which(page, check, shown);
    match check.verdict {
        Verdict::Panicked => {
            evidence::panicked(page, check);
            picture::timelines(page, check, shown);
        }
        Verdict::Stuck => {
            evidence::waiting(page, check);
            picture::timelines(page, check, shown);
        }
        Verdict::BusyWaiting => picture::timelines(page, check, shown),
        Verdict::ExceededLimit(_) => evidence::beginning(page, check),
        _ => wrong(page, check, shown),
    }
    if check.verdict != Verdict::Panicked {
        ending::stderr(page, check);
    }
    ending::other_checks(page, exercise, check);
}

fn wrong(page: &mut Page<'_>, check: &CheckReport, shown: bool) {
    if check.is_right_but_wasteful() {
        picture::costs(page, check);
        return;
    }
    if check.comparison.differences.iter().any(first::is_of_lines) {
        picture::timelines(page, check, shown);
    }
    if shown {
        picture::lines(page, check);
        picture::files(page, check);
        picture::costs(page, check);
    }
}

/// The one sentence, and the place it speaks of.
fn sentence(page: &mut Page<'_>, exercise: &ExerciseReport, check: Option<&CheckReport>) {
    page.text(Tone::Strong, "", wording::sentence(exercise, check));
    place(page, exercise.place());
}

fn place(page: &mut Page<'_>, place: Option<&Place>) {
    if let Some(place) = place {
        let handle = format!("{}{}", page.view.folder, place.link());
        page.handle("", &handle);
    }
}

/// Which run this is about.
fn which(page: &mut Page<'_>, check: &CheckReport, shown: bool) {
    page.gap();
    const ARGS: usize = 120;
    let name = check.name();
    let args = page.view.style.clean(&check.run.args.join(" "), ARGS);
    let mut seed = check.seed.map_or(String::new(), |seed| format!(" (seed {seed})"));
    if check.run.schedule > 0 {
        seed += &format!(" under schedule {}", check.run.schedule);
    }
    let text = match (check.visibility, shown) {
        (_, false) => format!(
            "The run \"{name}\"{seed} is a hidden one: what it was given and what it should \
             write are not shown."
        ),
        (Visibility::Hidden | Visibility::Withheld, true) => {
            format!("The hidden run \"{name}\"{seed}, given {args}")
        }
        (Visibility::Public, true) if args.is_empty() => format!("The run \"{name}\"{seed}"),
        (Visibility::Public, true) => format!("The run \"{name}\"{seed}, given {args}"),
    };
    page.text(Tone::Quiet, "", &text);
}
