//! What a run itself has to say about a bad end: a panic's words, who waits, how it began.

use super::Page;
use super::style::Tone;
use crate::wording;
use judge::report::CheckReport;
use model::observation::Waiting;
use model::words;

/// Lines of a panic's message.
const PANIC_LINES: usize = 8;

/// The panic's own words, where the sentence has not said them.
pub(super) fn panicked(page: &mut Page<'_>, check: &CheckReport) {
    let Some(message) = wording::panic_words(check) else { return };
    page.gap();
    page.text(Tone::Quiet, "", "It panicked with these words:");
    for line in message.lines().take(PANIC_LINES) {
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
    let wording =
        |one: &Waiting| sentence.contains(&one.thread) && sentence.contains(&one.for_what);
    if waiting.iter().all(wording) {
        return;
    }
    let at = words::time(check.observation.transcript.ended_at_ms);
    page.gap();
    page.text(Tone::Plain, "", &format!("Since {at}, nothing is left that could wake"));
    for one in waiting.iter().take(MAX) {
        let text = format!("{}, which waits for {}", one.thread, one.for_what);
        page.hanging(Tone::Plain, "  ", "    ", &text);
        if let Some(place) = &one.place {
            let handle = format!("{}{}", page.view.folder, place.link());
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
