//! `cargo xtask list`: what there is to do, and what is done.

use unicode_width::UnicodeWidthStr;

use super::failure::Result;
use super::outcome::Outcome;
use super::say::say;
use super::view::width;
use super::{session, standing};
use crate::logbook::{Entries, Logbook, State};
use course::{Course, Exercise};
use engine::grade::{self, Checks};

/// How to list the exercises.
#[derive(Debug, Clone, clap::Args)]
pub struct ListArgs {
    /// For scripts: no heading, a tab between number, slug, part, title, minutes, points, points
    /// that can be earned, and state
    #[arg(long)]
    pub plain: bool,
}

/// Columns of a row, and which of them are numbers.
const HEADING: [&str; 7] = ["", "exercise", "part", "title", "minutes", "points", "state"];
const IS_NUMBER: [bool; 7] = [false, false, true, false, true, true, false];
/// What a narrow terminal does without, first the first: part, title, minutes.
const LEFT_OUT: [usize; 3] = [2, 3, 4];
/// Between two columns.
const GAP: &str = "  ";

/// Prints a line for each exercise.
///
/// # Errors
/// When there is no course.
pub fn list(args: &ListArgs) -> Result<Outcome> {
    let course = session::course()?;
    let entries = standing::entries(&Logbook::of_course(&course.root));
    say(&if args.plain { plain(&course, &entries) } else { table(&course, &entries, width()) })?;
    Ok(Outcome::Accepted)
}

/// The exercises as a table with a heading, in so many columns of the terminal if it can be.
pub(super) fn table(course: &Course, entries: &Entries, columns: usize) -> String {
    let rows = course.exercises.iter().map(|exercise| row(exercise, entries));
    let rows: Vec<[String; 7]> = [HEADING.map(str::to_owned)].into_iter().chain(rows).collect();
    let widths: Vec<usize> = (0..HEADING.len())
        .map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0))
        .collect();
    let mut shown: Vec<usize> = (0..HEADING.len()).collect();
    for left_out in LEFT_OUT {
        let texts: usize = shown.iter().map(|column| widths[*column]).sum();
        if texts + GAP.len() * (shown.len() - 1) > columns {
            shown.retain(|column| *column != left_out);
        }
    }
    let mut out = String::new();
    for row in &rows {
        let cells = shown.iter().map(|&column| {
            let cell = &row[column];
            let pad = " ".repeat(widths[column] - cell.width());
            if IS_NUMBER[column] { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
        });
        let line: Vec<String> = cells.collect();
        out += line.join(GAP).trim_end();
        out.push('\n');
    }
    out
}

fn row(exercise: &Exercise, entries: &Entries) -> [String; 7] {
    let Standing { points, of, state } = standing(exercise, entries);
    let toml = &exercise.toml;
    [
        format!("{:02}", exercise.number),
        exercise.slug.clone(),
        toml.part.to_string(),
        toml.title.clone(),
        toml.minutes.to_string(),
        format!("{points}/{of}"),
        state,
    ]
}

fn plain(course: &Course, entries: &Entries) -> String {
    let line = |exercise: &Exercise| {
        let Standing { points, of, state } = standing(exercise, entries);
        let (number, slug, toml) = (exercise.number, &exercise.slug, &exercise.toml);
        let (part, title, minutes) = (toml.part, &toml.title, toml.minutes);
        format!("{number:02}\t{slug}\t{part}\t{title}\t{minutes}\t{points}\t{of}\t{state}\n")
    };
    course.exercises.iter().map(line).collect()
}

struct Standing {
    points: u32,
    of: u32,
    state: String,
}

/// By the last check, if there was one.
fn standing(exercise: &Exercise, entries: &Entries) -> Standing {
    let of = grade::points(exercise, Checks::All);
    match entries.get(&exercise.slug).filter(|entry| entry.state != State::NoneYet) {
        None => Standing { points: 0, of, state: State::NotStarted.to_string() },
        Some(entry) => {
            let before = if entry.done && !entry.is_accepted() { ", accepted before" } else { "" };
            let state = format!("{}{before}", entry.state);
            Standing { points: entry.points, of: entry.of.max(of), state }
        }
    }
}
