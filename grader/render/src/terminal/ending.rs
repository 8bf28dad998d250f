//! The foot of a screen: remarks, other checks, and where to go from here.

use super::style::Tone;
use super::{Page, View};
use crate::wording;
use judge::report::{CheckReport, ExerciseReport};
use model::verdict::Verdict;
use model::words;

/// Lines of standard error that are shown.
const STDERR_LINES: usize = 6;

/// What was odd but forgiven, or right but deserves a word.
pub(super) fn remarks(page: &mut Page<'_>, exercise: &ExerciseReport) {
    let remarks = wording::remarks(exercise);
    if !remarks.is_empty() {
        page.gap();
    }
    for remark in &remarks {
        let style = page.view.style;
        let note = style.paint(Tone::Care, "Note: ");
        page.hanging(Tone::Plain, &note, "      ", remark);
    }
}

/// What the program wrote to standard error: never compared, but its author put it there.
pub(super) fn stderr(page: &mut Page<'_>, check: &CheckReport) {
    let lines: Vec<_> = check.stderr().collect();
    if lines.is_empty() {
        return;
    }
    page.gap();
    page.text(Tone::Quiet, "", "On standard error (shown, never compared):");
    for line in lines.iter().take(STDERR_LINES) {
        let text = page.view.style.clean(&line.text, page.view.width() - 2);
        page.line(&format!("  {text}"));
    }
    if let Some(more) = lines.len().checked_sub(STDERR_LINES).filter(|more| *more > 0) {
        let more = words::count(more as u64, "more line", "more lines");
        page.text(Tone::Quiet, "  ", &format!("({more})"));
    }
}

/// How the checks stand of which this screen shows one.
pub(super) fn other_checks(page: &mut Page<'_>, exercise: &ExerciseReport, shown: &CheckReport) {
    let all = exercise.checks.len();
    if all < 2 {
        return;
    }
    let accepted = exercise.checks.iter().filter(|c| c.verdict == Verdict::Accepted).count();
    let mut failed = exercise
        .checks
        .iter()
        .filter(|check| check.verdict != Verdict::Accepted && !std::ptr::eq(*check, shown));
    let named: Vec<_> = failed.by_ref().take(wording::NAMED_CHECKS).map(named).collect();
    let mut text = format!("Accepted: {accepted} of {all} checks.");
    if !named.is_empty() {
        text += &format!(" Also to put right: {}", named.join(", "));
        match failed.count() {
            0 => text.push('.'),
            more => text += &format!(" and {more} more."),
        }
    }
    page.gap();
    page.text(Tone::Quiet, "", &text);
}

fn named(check: &CheckReport) -> String {
    let hidden = if check.may_be_shown() { "" } else { ", hidden" };
    match check.verdict {
        Verdict::WrongTranscript if hidden.is_empty() => format!("\"{}\"", check.name()),
        Verdict::WrongTranscript => format!("\"{}\" (hidden)", check.name()),
        verdict => format!("\"{}\" ({}{hidden})", check.name(), verdict.words()),
    }
}

/// Which commands and pages help from here.
pub(super) fn next_steps(page: &mut Page<'_>, exercise: &ExerciseReport) {
    page.gap();
    let slug = &exercise.slug;
    match exercise.verdict() {
        Verdict::Accepted => {
            let slug = page.view.next.as_ref().map(|(_, _, slug)| format!(" {slug}"));
            page.handle("Next         ", &format!("cargo xtask check{}", slug.unwrap_or_default()));
        }
        _ if exercise.is_not_started() => {
            page.handle("The lesson   ", &exercise.lesson());
            page.handle("Then         ", &format!("cargo xtask check {slug}"));
        }
        Verdict::DidNotCompile => {
            page.handle("The lesson   ", &exercise.lesson());
            page.text(Tone::Plain, "             ", "its section \"When the compiler says\"");
        }
        Verdict::Tampered
        | Verdict::NotChecked
        | Verdict::NothingToGrade
        | Verdict::NotHandedIn => {
            page.handle("The lesson   ", &exercise.lesson());
        }
        _ => {
            if let Some(command) = exercise.check_to_show().and_then(|c| run(slug, c, page.view)) {
                page.handle("Run it       ", &command);
            }
            page.handle("A hint       ", &format!("cargo xtask hint {slug}"));
            page.handle("The lesson   ", &exercise.lesson());
        }
    }
}

/// How to see the run with one's own eyes, if it may be seen and is short enough to type.
fn run(slug: &str, check: &CheckReport, view: &View) -> Option<String> {
    let may_be_seen = check.may_be_shown() || view.reveal_hidden;
    // What never ends is no pleasure to watch.
    let ends = !matches!(check.verdict, Verdict::BusyWaiting | Verdict::ExceededLimit(_));
    let args: Vec<String> = check.run.args.iter().map(|arg| quoted(arg)).collect();
    let args = args.join(" ");
    let seed = match check.run.schedule {
        0 => String::new(),
        schedule => format!(" --seed {schedule}"),
    };
    match args.len() {
        _ if !(may_be_seen && ends) => None,
        0 => Some(format!("cargo xtask run {slug}{seed}")),
        1..=80 => Some(format!("cargo xtask run {slug}{seed} -- {args}")),
        _ => None,
    }
}

/// An argument as a shell takes it.
fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=:.,/+".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) {
        return arg.to_owned();
    }
    format!("'{}'", arg.replace('\'', r"'\''"))
}
