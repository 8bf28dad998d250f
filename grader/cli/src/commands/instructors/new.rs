//! `cargo xtask new`: the two halves of an exercise, with transcripts and a filled lesson.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::bless;
use crate::commands::failure::Result;
use crate::commands::instructor_args::NewArgs;
use crate::commands::outcome::Outcome;
use crate::commands::say::say;
use crate::commands::session::{self, Session};
use author::lesson;
use author::scaffold::{Kind, Plan};
use course::starter;
use course::{Course, Keep};

/// Makes an exercise that is sound and does nothing remarkable yet.
///
/// # Errors
/// When the name cannot be, or something cannot be written.
pub fn new(args: &NewArgs) -> Result<Outcome> {
    let course = session::course()?;
    let kind = if args.function { Kind::Function } else { Kind::Program };
    let plan = Plan::new(&course, &args.slug, args.after.as_deref())?.of_kind(kind);
    let [public, private] = plan.carry_out(&course)?;
    for (from, to) in &plan.renames {
        say(&format!("renamed  {} to {}\n", shown(&course, from), shown(&course, to)))?;
    }
    let course = Course::open(&course.root)?;
    let exercise = course.exercise(&args.slug)?.clone();
    let Session { grader: lab, mut steps } = Session::lab(course)?;
    bless::snapshots(&lab, &exercise, Keep::Accepted)?;
    starter::keep(&exercise)?;
    let lesson = exercise.dir.join("README.md");
    lesson::write(&lesson, &lesson::filled(&lesson::read(&lesson)?, &exercise)?)?;
    steps.clear();
    let course = lab.course();
    say(&format!("made     {}\nmade     {}\n", shown(course, &public), shown(course, &private)))?;
    for (from, _) in
        plan.renames.iter().filter(|(from, _)| from.starts_with(course.root.join("exercises")))
    {
        for place in mentions(course, from)? {
            say(&format!("{place}: names a folder that was renamed\n"))?;
        }
    }
    say(
        "\nIt is a small exercise, complete and right. Make it yours, a file at a time, and ask:\n\n",
    )?;
    let slug = &args.slug;
    for (command, what) in [
        (format!("check {slug}"), "as a student sees it: not started"),
        (format!("verify {slug}"), "whether its checks can fail"),
        (format!("bless {slug}"), "its transcripts anew, for `cargo insta review`"),
        (String::from("lessons"), "the transcripts, and the map, into the lessons; the starter"),
    ] {
        say(&format!("  cargo xtask {command:width$}  {what}\n", width = slug.len() + 7))?;
    }
    Ok(Outcome::Accepted)
}

/// Places in the course's texts that name a folder by its old name, as `file:line`.
fn mentions(course: &Course, folder: &Path) -> Result<Vec<String>> {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else {
        return Ok(Vec::new());
    };
    let mut places = Vec::new();
    let is_kept = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || name != "target" && !name.starts_with('.')
    };
    for entry in WalkDir::new(&course.root).sort_by_file_name().into_iter().filter_entry(is_kept) {
        let path = entry.map_err(io::Error::from)?.into_path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path)?;
            let lines = (1..).zip(text.lines()).filter(|(_, line)| line.contains(name));
            places.extend(lines.map(|(number, _)| format!("{}:{number}", shown(course, &path))));
        }
    }
    Ok(places)
}

fn shown(course: &Course, path: &Path) -> String {
    path.strip_prefix(&course.root).unwrap_or(path).display().to_string()
}
