//! `cargo xtask hint`: three steps, each asked for, and first the one that fits.

use super::failure::Result;
use super::outcome::Outcome;
use super::say::say;
use super::view::view;
use super::{session, standing};
use crate::logbook::{Entry, Logbook, State};
use course::Exercise;
use render::terminal;

/// Which hint to show.
#[derive(Debug, Clone, clap::Args)]
pub struct HintArgs {
    /// Name or number of the exercise
    #[arg(value_name = "EXERCISE")]
    pub exercise: String,
    /// 1 where to look, 2 which tool, 3 nearly the line; by default the one that fits your last
    /// check, and when you ask again the one after it
    #[arg(value_parser = clap::value_parser!(u8).range(1..=3))]
    pub step: Option<u8>,
}

/// Prints one hint.
///
/// # Errors
/// When there is no course or no such exercise.
pub fn hint(args: &HintArgs) -> Result<Outcome> {
    let course = session::course()?;
    let exercise = course.exercise(&args.exercise)?;
    say(&ask(&Logbook::of_course(&course.root), exercise, args.step))?;
    Ok(Outcome::Accepted)
}

/// The hint that is asked for, which is taken down as shown.
pub(super) fn ask(logbook: &Logbook, exercise: &Exercise, step: Option<u8>) -> String {
    let mut entries = standing::entries(logbook);
    let entry = entries.remove(&exercise.slug).unwrap_or_default();
    let step = step.unwrap_or_else(|| fitting(&entry));
    if step > entry.hints {
        standing::tell(logbook.change(|entries| {
            entries.entry(exercise.slug.clone()).or_default().hints = step;
        }));
    }
    let (number, title, slug) = (exercise.number, &exercise.toml.title, &exercise.slug);
    let hint = &exercise.toml.hints[usize::from(step) - 1];
    let hint = terminal::paragraph(hint, &view(None, false));
    let further = match step {
        3 => String::new(),
        _ => format!("\nOne step further: cargo xtask hint {slug} {}\n", step + 1),
    };
    format!("{number:02} {title}, hint {step} of 3\n\n{hint}{further}")
}

/// The step when none is named. Once a check has named the mistake or its line, where to look is
/// known, and the tool is what is missing; so it is for a student who knows what to write and
/// which the compiler does not follow.
fn fitting(entry: &Entry) -> u8 {
    let is_known_where =
        entry.mistake.is_some() || entry.is_located || entry.state == State::DidNotCompile;
    let first = if is_known_where { 2 } else { 1 };
    first.max(entry.hints + 1).min(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(state: &str, mistake: Option<&str>, hints: u8, expected: u8) {
        let (state, mistake) = (State::from(state.to_owned()), mistake.map(str::to_owned));
        let entry = Entry { state, mistake, hints, ..Entry::default() };
        assert_eq!(fitting(&entry), expected, "{entry:?}");
    }

    #[test]
    fn the_first_hint_fits_what_is_known_and_each_further_one_is_asked_for() {
        check("", None, 0, 1);
        check("wrong transcript", None, 0, 1);
        check("wrong transcript", Some("waits-in-the-loop"), 0, 2);
        check("did not compile", None, 0, 2);
        let entry = Entry { is_located: true, ..Entry::default() };
        assert_eq!(fitting(&entry), 2, "a future that nobody awaits is named by its line");
        check("wrong transcript", None, 1, 2);
        check("wrong transcript", Some("waits-in-the-loop"), 2, 3);
        check("wrong transcript", None, 3, 3);
    }
}
