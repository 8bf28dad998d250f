//! The compiler's own words, cleaned and coloured as the compiler would.

use super::Page;
use super::style::{Style, Tone};
use crate::wording;
use judge::report::ExerciseReport;
use model::words;

/// Lines of the compiler that are shown: the first error is the one to put right first.
const MAX_LINES: usize = 48;
/// Wider than the screen, so that a long line wraps rather than loses its point.
const MAX_COLUMNS: usize = 300;

pub(super) fn did_not_compile(page: &mut Page<'_>, exercise: &ExerciseReport) {
    page.text(Tone::Strong, "", wording::sentence(exercise, None));
    page.gap();
    let words_of_compiler = exercise.compile_error().unwrap_or_default().trim_end();
    let lines: Vec<&str> = words_of_compiler.lines().collect();
    for line in lines.iter().take(MAX_LINES) {
        let style = page.view.style;
        let line = line.replacen("--> src/", &format!("--> {}src/", page.view.folder), 1);
        let line = style.clean(&line.replace('\t', "    "), MAX_COLUMNS);
        page.line(&coloured(&line, style));
    }
    if let Some(more) = lines.len().checked_sub(MAX_LINES).filter(|more| *more > 0) {
        let more = words::count(more as u64, "more line", "more lines");
        let all = format!("cargo check -p {}", exercise.slug);
        page.text(Tone::Quiet, "", &format!("({more}; all of them: {all})"));
    }
}

/// All of the compiler's words, for a terminal of this style.
pub fn compiler_words(words: &str, style: Style) -> String {
    let lines = words.lines().map(|line| coloured(&style.clean(line, MAX_COLUMNS), style) + "\n");
    lines.collect()
}

/// One line in the compiler's colours.
fn coloured(line: &str, style: Style) -> String {
    let trimmed = line.trim_start();
    if line.starts_with("error") {
        return style.paint(Tone::Bad, line);
    }
    if line.starts_with("warning") || line.starts_with("help") {
        return style.paint(Tone::Care, line);
    }
    if trimmed.starts_with("-->") {
        return style.paint(Tone::Handle, line);
    }
    // `12 |     code`: the gutter steps back, and so do carets that point at code.
    match line.split_once('|') {
        Some((gutter, code)) if gutter.chars().all(|c| c == ' ' || c.is_ascii_digit()) => {
            let points = code.trim_start().starts_with(['^', '-']);
            let tone = if points { Tone::Bad } else { Tone::Plain };
            style.paint(Tone::Quiet, &format!("{gutter}|")) + &style.paint(tone, code)
        }
        _ => line.to_owned(),
    }
}
