//! `cargo xtask lessons`: fills the generated blocks of the lessons from the reference's
//! transcripts, the hints and the map of the course, and keeps the starters, so that nothing can
//! drift.

use crate::commands::failure::Result;
use crate::commands::instructor_args::LessonsArgs;
use crate::commands::outcome::Outcome;
use crate::commands::say::say;
use crate::commands::session;
use author::lesson;
use course::starter;

/// Brings every lesson and every kept starter up to date.
///
/// # Errors
/// When a lesson cannot be read or written, or a block asks for a run that is not there.
pub fn lessons(args: &LessonsArgs) -> Result<Outcome> {
    let course = session::course()?;
    let mut pages = Vec::new();
    let over_all = lesson::pages(&course)?;
    if !over_all.is_empty() {
        course.check_needs()?;
    }
    for (path, text) in over_all {
        let current = lesson::filled_page(&text, &path, &course)?;
        pages.push((path, text, current));
    }
    for exercise in &course.exercises {
        let path = exercise.dir.join("README.md");
        let text = lesson::read(&path)?;
        let current = lesson::filled(&text, exercise)?;
        pages.push((path, text, current));
    }
    let mut stale = Vec::new();
    for (path, _, current) in pages.iter().filter(|(_, text, current)| text != current) {
        stale.push(path.display().to_string());
        if !args.check {
            lesson::write(path, current)?;
        }
    }
    // In a student's copy what stands in `src` is no starter any more.
    for exercise in course.exercises.iter().filter(|exercise| exercise.solution.is_some()) {
        if !starter::is_current(exercise)? {
            stale.push(starter::dir(exercise).display().to_string());
            if !args.check {
                starter::keep(exercise)?;
            }
        }
    }
    let said = if args.check { "is not current; run `cargo xtask lessons`" } else { "written" };
    for path in &stale {
        say(&format!("{path}: {said}\n"))?;
    }
    Ok(if stale.is_empty() || !args.check { Outcome::Accepted } else { Outcome::NotAccepted })
}
