//! `cargo xtask next`: which exercise to do now, and how to begin.

use super::failure::Result;
use super::outcome::Outcome;
use super::say::say;
use super::{quiz, session, standing};
use crate::logbook::{Entries, Logbook};
use course::{Course, Exercise};

/// What is said when nothing is left.
const ALL_ACCEPTED: &str =
    "Every exercise is accepted. Well done. To close the circle, read docs/full-circle.md.\n";

/// Names the first exercise that is not accepted yet, by what the last checks said.
///
/// # Errors
/// When there is no course.
pub fn next() -> Result<Outcome> {
    let course = session::course()?;
    let entries = standing::entries(&Logbook::of_course(&course.root));
    let quiz = quiz::finished(&course, &entries).map(|part| quiz::offer(&course, &entries, part));
    let next = match after(&course, &entries, None) {
        Some(exercise) => shown(exercise, &entries),
        None => ALL_ACCEPTED.to_owned(),
    };
    say(&(next + &quiz.unwrap_or_default()))?;
    Ok(Outcome::Accepted)
}

/// The first exercise behind this one that is not accepted; when there is none, the first at all.
pub(super) fn after<'a>(
    course: &'a Course,
    entries: &Entries,
    after: Option<u32>,
) -> Option<&'a Exercise> {
    let is_open = |exercise: &&Exercise| {
        Some(exercise.number) != after
            && !entries.get(&exercise.slug).is_some_and(|entry| entry.is_accepted())
    };
    let behind = |exercise: &&Exercise| after.is_none_or(|after| exercise.number > after);
    let mut open = course.exercises.iter().filter(is_open);
    open.clone().find(behind).or_else(|| open.next())
}

/// The exercise to do after this one, as a screen names it.
pub(super) fn named(course: &Course, after: &Exercise) -> Option<(u32, String, String)> {
    let entries = standing::entries(&Logbook::of_course(&course.root));
    let next = self::after(course, &entries, Some(after.number))?;
    Some((next.number, next.toml.title.clone(), next.slug.clone()))
}

fn shown(exercise: &Exercise, entries: &Entries) -> String {
    let (toml, slug, folder) = (&exercise.toml, &exercise.slug, exercise.folder());
    let state = match entries.get(slug) {
        Some(entry) if entry.is_begun() => format!(", so far: {}", entry.state),
        _ => String::new(),
    };
    format!(
        "Next is {:02}, {} (part {}, {} minutes{state}).\n\n  \
         the lesson   exercises/{folder}/README.md\n  \
         the file     exercises/{folder}/{}\n  \
         then         cargo xtask check {slug}\n  \
         or           cargo xtask watch {slug}\n",
        exercise.number,
        toml.title,
        toml.part,
        toml.minutes,
        exercise.root(),
    )
}
