//! What a student reads: one screen for the exercise at hand, a line for every other.
//!
//! [`screen`], [`line()`] and [`summary`] are pure; the commands print what they return.

mod canvas;
mod compiler;
mod course;
mod ending;
mod evidence;
mod lanes;
mod page;
mod picture;
mod style;
mod table;
mod verdicts;

pub use compiler::{compiler_warnings, compiler_words};
pub use course::{line, summary};
pub use picture::own as own_timeline;
pub use style::Style;

use page::Page;
use style::Tone;

use crate::wording;
use judge::report::ExerciseReport;
use model::verdict::Verdict;

/// The reader that a screen is drawn for, and what it is drawn on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What the terminal can show.
    pub style: Style,
    /// Its columns; fewer than [`View::MIN_WIDTH`] count as that.
    pub width: usize,
    /// What to put before a place such as `src/main.rs:12` so that a click on it opens the file:
    /// the submission's folder with a slash at its end, or nothing.
    pub folder: String,
    /// What there is to see in one's own timeline: the exercise's sentence, said once accepted.
    pub look: Option<String>,
    /// What else to do with an accepted program, a word and a sentence each: break it, compare it.
    pub beyond: Vec<(&'static str, String)>,
    /// The exercise to do next once this one is accepted: number, title and slug.
    pub next: Option<(u32, String, String)>,
    /// Whether to show what hidden checks expect: in the instructor's own tree.
    pub reveal_hidden: bool,
}

impl View {
    /// Below this nothing can be laid out.
    pub const MIN_WIDTH: usize = 40;
    /// Wider than this, nothing is easier to read.
    pub const MAX_WIDTH: usize = 100;

    /// A student's view, with paths as the submission knows them.
    pub fn new(style: Style, width: usize) -> View {
        let (folder, look, beyond, next) = (String::new(), None, Vec::new(), None);
        View { style, width, folder, look, beyond, next, reveal_hidden: false }
    }

    fn width(&self) -> usize {
        self.width.clamp(View::MIN_WIDTH, View::MAX_WIDTH)
    }
}

/// A text of the course as a paragraph, its lines broken between words.
pub fn paragraph(text: &str, view: &View) -> String {
    page::wrap(text, view.width()).iter().map(|line| format!("{line}\n")).collect()
}

/// The screen for the exercise at hand.
pub fn screen(exercise: &ExerciseReport, view: &View) -> String {
    let mut page = Page::new(view);
    header(&mut page, exercise);
    page.gap();
    match exercise.verdict() {
        _ if exercise.is_not_started() => verdicts::not_started(&mut page, exercise),
        Verdict::Accepted => verdicts::accepted(&mut page, exercise),
        Verdict::NotChecked => verdicts::not_checked(&mut page, exercise),
        Verdict::DidNotCompile => compiler::did_not_compile(&mut page, exercise),
        Verdict::Tampered => verdicts::tampered(&mut page, exercise),
        _ => verdicts::failed(&mut page, exercise),
    }
    if !exercise.is_not_started() {
        compiler::warned(&mut page, &exercise.warnings, &exercise.slug);
    }
    ending::remarks(&mut page, exercise);
    ending::next_steps(&mut page, exercise);
    page.finish()
}

/// Number and title, and at the right edge the verdict and the points.
fn header(page: &mut Page<'_>, exercise: &ExerciseReport) {
    use unicode_width::UnicodeWidthStr;

    let style = page.view.style;
    let dot = style.sign("·", "-");
    let title = style.clean(&exercise.title, page.view.width() - 10);
    let left = format!("{:02} {dot} {title}", exercise.number);
    let verdict = wording::verdict(exercise);
    let right = match exercise.max_points {
        0 => verdict.to_owned(),
        max => format!("{verdict} {dot} {} of {max} points", exercise.points()),
    };
    let painted = style.paint(course::tone(exercise), &right);
    let left_painted = style.paint(Tone::Strong, &left);
    match page.view.width().checked_sub(left.width() + right.width()) {
        Some(room) if room >= 2 => {
            page.line(&format!("{left_painted}{}{painted}", " ".repeat(room)));
        }
        _ => {
            page.line(&left_painted);
            page.text(course::tone(exercise), "", &right);
        }
    }
}
