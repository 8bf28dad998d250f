//! `cargo xtask list`: what there is to do.

use super::outcome::Outcome;
use super::say::say;
use crate::course::Course;

/// Prints a line for each exercise.
///
/// # Errors
/// When there is no course.
pub fn list() -> anyhow::Result<Outcome> {
    let course = Course::open(&Course::find_root(&std::env::current_dir()?)?)?;
    let widest = course.exercises.iter().map(|exercise| exercise.slug.len()).max().unwrap_or(0);
    for exercise in &course.exercises {
        let (number, slug, toml) = (exercise.number, &exercise.slug, &exercise.toml);
        let (part, minutes, title) = (toml.part, toml.minutes, &toml.title);
        say(&format!("{number:02} {slug:widest$}  part {part}  {minutes:>3} min  {title}\n"))?;
    }
    Ok(Outcome::Accepted)
}
