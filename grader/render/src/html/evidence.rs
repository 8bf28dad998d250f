//! What a run has to say besides its lines: a panic's words, who waits, files, costs, errors.

use super::writer::Writer;
use crate::wording;
use judge::Difference;
use judge::report::CheckReport;
use model::transcript::Transcript;
use model::words;

/// Lines of a panic or of standard error.
const LINES: usize = 20;
/// Files that differ.
const FILES: usize = 8;
/// Threads that wait.
const WAITING: usize = 8;

/// Lines that others wrote, as they stand, and how many more there are.
pub(super) fn quoted<'a>(w: &mut Writer, lines: impl Iterator<Item = &'a str>, most: usize) {
    let mut lines = lines.fuse();
    let most = w.most(most);
    w.block("pre", &[], |w| {
        for (index, line) in lines.by_ref().take(most).enumerate() {
            if index > 0 {
                w.line_break();
            }
            w.text(&line.replace('\t', "    "));
        }
    });
    let more = lines.count() as u64;
    if more > 0 {
        let more = words::count(more, "more line", "more lines");
        w.line("p", &[("class", "quiet")], &format!("({more})"));
    }
}

/// The panic's own words, where the sentence has not said them.
pub(super) fn panicked(w: &mut Writer, check: &CheckReport) {
    if let Some(message) = wording::panic_words(check) {
        w.line("p", &[], "It panicked with these words:");
        quoted(w, message.lines(), LINES);
    }
}

/// Who waits for what, for ever.
pub(super) fn waiting(w: &mut Writer, check: &CheckReport) {
    let waiting = &check.observation.trace.waiting;
    if waiting.is_empty() {
        return;
    }
    let at = words::time(check.observation.transcript.ended_at_ms);
    w.line("p", &[], &format!("Since {at}, nothing is left that could wake"));
    w.block("ul", &[], |w| {
        for one in waiting.iter().take(w.most(WAITING)) {
            w.block("li", &[], |w| {
                w.text(&format!("{}, which waits for {}", one.thread, one.for_what));
                if let Some(place) = &one.place {
                    w.text(" at ");
                    w.piece("code", &[], &place.link());
                }
            });
        }
        if let Some(more) = waiting.len().checked_sub(w.most(WAITING)).filter(|more| *more > 0) {
            w.line("li", &[], &format!("and {more} more"));
        }
    });
}

/// Files that differ, with what is in them.
pub(super) fn files(w: &mut Writer, check: &CheckReport) {
    let names = check.comparison.differences.iter().filter_map(|difference| match difference {
        Difference::File { name } => Some(name),
        _ => None,
    });
    let most = w.most(FILES);
    let more = names.clone().skip(most).count() as u64;
    for name in names.take(most) {
        let (actual, expected) = (&check.observation.transcript, &check.expected);
        let sides = [("Yours", "yours", actual), ("Right", "right", expected)];
        w.block("table", &[], |w| {
            w.line("caption", &[], &format!("The file {name}"));
            for (whose, class, side) in sides {
                w.block("tr", &[("class", "differs")], |w| {
                    w.piece("th", &[("scope", "row")], whose);
                    w.inline("td", &[("class", class)], |w| {
                        w.piece("code", &[], &content(side, name));
                    });
                });
            }
        });
    }
    if more > 0 {
        let more = words::count(more, "more file differs", "more files differ");
        w.line("p", &[("class", "quiet")], &format!("({more})"));
    }
}

fn content(side: &Transcript, name: &str) -> String {
    match side.files.get(name) {
        Some(content) if content.is_empty() => "(empty)".to_owned(),
        Some(content) => content.replace('\n', " / "),
        None => "(no such file)".to_owned(),
    }
}

/// Costs over their bound.
pub(super) fn costs(w: &mut Writer, check: &CheckReport) {
    for difference in &check.comparison.differences {
        let Difference::Cost { cost, value, limit } = difference else { continue };
        let (value, limit) = (cost.shown(*value), cost.shown(*limit));
        let text = format!("It took {value} {}; at most {limit} would do.", cost.noun());
        w.line("p", &[], &text);
    }
}

/// What the program wrote to standard error: never compared, but its author put it there.
pub(super) fn stderr(w: &mut Writer, check: &CheckReport) {
    if check.stderr().next().is_some() {
        w.line("p", &[("class", "quiet")], "On standard error (shown, never compared):");
        quoted(w, check.stderr().map(|line| line.text.as_str()), LINES);
    }
}
