//! What `watch` says. The lines in brackets are for editors, which know by them where the
//! findings of a check begin and end; they do not change.

use crate::commands::failure::Failure;
use std::env;
use std::io::{self, IsTerminal, Write, stdout};

use super::super::view;
use super::work::{Answer, Job};
use course::Exercise;
use render::terminal::View;

const STARTED: &str = "[watch] check started";
const FINISHED: &str = "[watch] check finished";

const NO_KEYS: &str = "There is no terminal to press keys in: it is checked at every save, and \
    Ctrl-C ends this.\n";
/// What each key does.
const KEYS: [&str; 7] = ["n next", "h hint", "l list", "c check all", "r run", "x reset", "q quit"];

/// Which exercise is watched from now on.
pub(super) fn moved(exercise: &Exercise) -> String {
    let (number, title, folder) = (exercise.number, &exercise.toml.title, exercise.folder());
    let file = exercise.root();
    format!("Watching {number:02}, {title}: save exercises/{folder}/{file}.\n")
}

/// A job begins.
pub(super) fn started(job: &Job) -> String {
    match job {
        Job::Check(exercise) => format!("{STARTED}: {}\n", exercise.slug),
        Job::CheckAll => format!("{STARTED}: all\n"),
        Job::Run(_) => String::new(),
    }
}

/// A job is done.
pub(super) fn finished(answer: &Answer, has_keys: bool) -> String {
    let mut out = match &answer.text {
        Ok(text) => text.clone(),
        Err(error) => failed(error),
    };
    if !answer.end.is_empty() {
        out += &format!("{FINISHED}{}\n", answer.end);
    }
    out + &foot(has_keys)
}

/// Puts a verdict on a screen of its own. What scrolled away before is still there to scroll to.
pub(super) fn clear() -> io::Result<()> {
    if stdout().is_terminal() && env::var_os("TERM").is_some_and(|term| term != "dumb") {
        // Not a colour, so it is for those who want none, too.
        let mut out = stdout().lock();
        out.write_all(b"\x1b[H\x1b[2J")?;
        out.flush()?;
    }
    Ok(())
}

/// What can be done from here, and what would be better with another terminal.
fn foot(has_keys: bool) -> String {
    let mut out = String::new();
    let columns = view::width();
    if columns < View::MIN_WIDTH {
        out += &format!(
            "This terminal has {columns} columns. Timelines need {}: make it wider, and they \
             are not torn.\n",
            View::MIN_WIDTH
        );
    }
    out + &if has_keys { keys() } else { NO_KEYS.to_owned() }
}

/// The keys, in lines that fit.
pub(super) fn keys() -> String {
    let columns = view::width();
    let mut lines: Vec<String> = Vec::new();
    for key in KEYS {
        match lines.last_mut() {
            Some(line) if line.len() + 3 + key.len() < columns => {
                line.push_str(" | ");
                line.push_str(key);
            }
            _ => lines.push(key.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

/// The sources are not there.
pub(super) fn gone(src: &str, why: io::ErrorKind) -> String {
    let what = match why {
        io::ErrorKind::NotFound => format!("{src} is gone"),
        _ => format!("{src} cannot be read ({why})"),
    };
    format!("{what}. It is checked when it is back; x puts the starter there.\n")
}

/// Said before anything is moved.
pub(super) fn ask_before_reset(exercise: &Exercise) -> String {
    let (number, title) = (exercise.number, &exercise.toml.title);
    format!(
        "Begin {number:02}, {title}, anew? What you have is kept. Press x again; any other key \
         leaves it.\n"
    )
}

/// Something could not be done; watching goes on.
pub(super) fn failed(error: &Failure) -> String {
    format!("error: {}\n", error.message)
}
