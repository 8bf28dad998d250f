//! `cargo xtask list`: what there is to do.

use super::outcome::Outcome;
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
        anstream::println!(
            "{number:02} {slug:widest$}  part {}  {:>3} min  {}",
            toml.part,
            toml.minutes,
            toml.title
        );
    }
    Ok(Outcome::Accepted)
}
