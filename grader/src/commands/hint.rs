//! `cargo xtask hint`: three steps, each asked for.

use super::outcome::Outcome;
use super::say::say;
use crate::course::Course;

/// Which hint to show.
#[derive(Debug, Clone, clap::Args)]
pub struct HintArgs {
    /// Name or number of the exercise
    pub exercise: String,
    /// 1 where to look, 2 which tool, 3 nearly the line
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub step: u8,
}

/// Prints one hint.
///
/// # Errors
/// When there is no course or no such exercise.
pub fn hint(args: &HintArgs) -> anyhow::Result<Outcome> {
    let course = Course::open(&Course::find_root(&std::env::current_dir()?)?)?;
    let exercise = course.exercise(&args.exercise)?;
    let step = usize::from(args.step);
    let (number, title, slug) = (exercise.number, &exercise.toml.title, &exercise.slug);
    let hint = &exercise.toml.hints[step - 1];
    say(&format!("{number:02} {title}, hint {step} of 3\n\n{hint}\n"))?;
    if step < 3 {
        say(&format!("\nOne step further: cargo xtask hint {slug} {}\n", step + 1))?;
    }
    Ok(Outcome::Accepted)
}
