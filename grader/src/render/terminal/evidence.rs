//! What a run itself has to say about a bad end: a panic's words, who waits, which limit.

use super::Page;
use super::style::Tone;
use crate::observation::Waiting;
use crate::report::{CheckReport, ExerciseReport};
use crate::transcript::{End, Limit, Place};
use crate::words;

/// Lines of a panic's message.
const PANIC_LINES: usize = 8;

/// The message and the place of a panic.
pub(super) fn panic_of(check: &CheckReport) -> Option<(&str, Option<&Place>)> {
    match &check.observation.transcript.end {
        End::Panicked { message, place } => Some((message, place.as_ref())),
        _ => None,
    }
}

/// The panic's own words, where the sentence has not said them.
pub(super) fn panicked(page: &mut Page<'_>, check: &CheckReport) {
    let Some((message, _)) = panic_of(check) else { return };
    let said = check.feedback.as_ref().is_some_and(|f| f.sentence.contains(message.trim()));
    if said || message.trim().is_empty() {
        return;
    }
    page.gap();
    page.text(Tone::Quiet, "", "It panicked with these words:");
    for line in message.trim_end().lines().take(PANIC_LINES) {
        let text = page.view.style.clean(line, page.view.width() - 2);
        page.line(&format!("  {text}"));
    }
}

/// Who waits for what, for ever.
pub(super) fn waiting(page: &mut Page<'_>, check: &CheckReport) {
    const MAX: usize = 6;
    let trace = &check.observation.trace;
    let waiting = &trace.waiting;
    let sentence = check.feedback.as_ref().map_or("", |feedback| feedback.sentence.as_str());
    let said = |one: &Waiting| sentence.contains(&one.thread) && sentence.contains(&one.for_what);
    if waiting.iter().all(said) {
        return;
    }
    let at = words::time(check.observation.transcript.ended_at_ms);
    page.gap();
    page.text(Tone::Plain, "", &format!("Since {at}, nothing is left that could wake"));
    for one in waiting.iter().take(MAX) {
        let text = format!("{}, which waits for {}", one.thread, one.for_what);
        page.hanging(Tone::Plain, "  ", "    ", &text);
        if let Some(place) = &one.place {
            let handle = format!("{}{place}", page.view.folder);
            page.handle("    ", &handle);
        }
    }
    if trace.tasks_alive > 0 {
        let tasks = words::count(trace.tasks_alive, "task", "tasks");
        page.text(Tone::Quiet, "  ", &format!("with {tasks} alive"));
    }
    if let Some(more) = waiting.len().checked_sub(MAX).filter(|more| *more > 0) {
        page.text(Tone::Quiet, "  ", &format!("and {more} more"));
    }
}

/// Which limit it was, at what value, and what that usually means. A sentence that the grader
/// made for this run has said so; one of the course speaks of the cause only.
pub(super) fn limit_words(
    page: &mut Page<'_>,
    exercise: &ExerciseReport,
    check: Option<&CheckReport>,
    limit: Limit,
) {
    if exercise.message.as_ref().is_some_and(|feedback| feedback.mistake.is_none()) {
        return;
    }
    let transcript = check.map(|check| &check.observation.transcript);
    let at = words::time(transcript.map_or(0, |transcript| transcript.ended_at_ms));
    let lines = transcript.map_or(&[][..], |transcript| &transcript.lines);
    let bytes: usize = lines.iter().map(|line| line.text.len() + 1).sum();
    let text = match limit {
        Limit::VirtualTime => format!(
            "It was stopped at {at} on its own clock and would have gone on: look for a wait or \
             a loop that never ends."
        ),
        Limit::WallTime => "It used up the real time that a run may take. Waiting costs none \
             here, so it was computing: look for a loop that never ends."
            .to_owned(),
        Limit::Output => format!(
            "It was stopped after {} bytes of output: look for a loop that prints and never ends.",
            words::grouped(bytes as u64)
        ),
        Limit::Memory => "It asked for more memory than a run may have: look for something that \
             only ever grows."
            .to_owned(),
        Limit::SourceSize => "The source is larger than a submission may be: hand in what you \
             wrote, and nothing that was built from it."
            .to_owned(),
    };
    page.text(Tone::Plain, "", &text);
}

/// How a run that went on too long began.
pub(super) fn beginning(page: &mut Page<'_>, check: &CheckReport) {
    const LINES: usize = 3;
    let lines: Vec<_> = check.observation.transcript.stdout().take(LINES).collect();
    if lines.is_empty() {
        return;
    }
    page.gap();
    page.text(Tone::Quiet, "", "It began like this:");
    for line in lines {
        let time = words::time(line.at_ms);
        let text = page.view.style.clean(&line.text, page.view.width() - 12);
        page.line(&format!("  {time:>8}  {text}"));
    }
}
