//! The lessons as a book: the sources of a site that mdBook builds.
//!
//! Nothing is written for the book alone. Its pages are the lessons, their transcripts and sketches
//! as pictures, the map, and a page of all words that the lessons explain.

mod links;
mod sketch;
mod words;

use std::path::PathBuf;

use course::{Course, Exercise};
use model::observation::{Observation, Trace};
use render::html::{PICTURE_STYLE, picture};
use render::timeline::timeline;

pub use links::wrong_links;
use sketch::Sketch;

use crate::lesson::{self, LessonError};

/// A file of the book's sources, by its path within them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it lies.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

impl Page {
    fn new(path: &str, text: String) -> Page {
        Page { path: path.into(), text }
    }
}

/// All files that mdBook needs.
///
/// # Errors
/// When a lesson cannot be read, or a block of one asks for something that is not there.
pub fn pages(course: &Course) -> Result<Vec<Page>, LessonError> {
    let mut pages = vec![
        Page::new("book.toml", settings(&title(course)?)),
        Page::new("book.css", format!("{STYLE}{PICTURE_STYLE}")),
        Page::new("theme/head.hbs", HEAD.to_owned()),
        Page::new("src/SUMMARY.md", summary(course)),
        Page::new("src/index.md", of_site(&map(course)?)),
    ];
    let mut glossary = Vec::new();
    for exercise in &course.exercises {
        let text = lesson::read(&exercise.dir.join("README.md"))?;
        glossary.extend(words::words(&text, &exercise.folder()));
        let path = format!("src/{}/index.md", exercise.folder());
        pages.push(Page::new(&path, of_site(&page(&text, exercise)?)));
    }
    pages.push(Page::new("src/words.md", words::page(glossary)));
    Ok(pages)
}

/// The same text where a folder's page is its `index`.
fn of_site(text: &str) -> String {
    text.replace("README.md)", "index.md)").replace("README.md#", "index.md#")
}

/// The page over all exercises, which a course need not have.
fn map(course: &Course) -> Result<String, LessonError> {
    let path = lesson::map_path(course);
    if path.exists() { lesson::read(&path) } else { Ok("# The exercises\n".to_owned()) }
}

/// What the course is called: the first heading of its page.
fn title(course: &Course) -> Result<String, LessonError> {
    let path = course.root.join("README.md");
    let text = if path.exists() { lesson::read(&path)? } else { String::new() };
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    Ok(heading.unwrap_or("The exercises").to_owned())
}

fn summary(course: &Course) -> String {
    let mut out = String::from("# Summary\n\n[The exercises](index.md)\n");
    let mut part = None;
    for exercise in &course.exercises {
        let number = exercise.toml.part;
        if part.replace(number) != Some(number) {
            out += &format!("\n# Part {number}\n\n");
        }
        out += &format!(
            "- [{:02} · {}]({}/index.md)\n",
            exercise.number,
            exercise.toml.title,
            exercise.folder()
        );
    }
    out + "\n---\n\n[Words](words.md)\n"
}

/// A lesson with pictures: before each transcript the one that is drawn from it, and in place of
/// each sketch the one that it stands for.
fn page(text: &str, exercise: &Exercise) -> Result<String, LessonError> {
    let mut out = String::new();
    let mut number = 0;
    let mut id = || {
        number += 1;
        format!("picture-{number}")
    };
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(run) = lesson::transcript_of(line) {
            let run = exercise.toml.runs.iter().find(|it| it.name == run);
            let expected = run.map(|run| exercise.expected(run)).transpose()?;
            if let Some(transcript) = expected.filter(|transcript| transcript.ended_at_ms > 0) {
                let drawn = Observation { transcript, trace: Trace::default() };
                let drawn = timeline(&drawn, None, true);
                out +=
                    &format!("\n{}\n", picture(&id(), "The run as a timeline", &drawn, &[]).trim());
            }
        }
        if line != "```text" {
            out += line;
            out += "\n";
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match sketch::read(&block) {
            Some(Sketch { timeline, notes }) => {
                out += picture(&id(), "A timeline", &timeline, &notes).trim();
                out += "\n";
            }
            None => out += &format!("{line}\n{}\n```\n", block.join("\n")),
        }
    }
    Ok(out)
}

/// How mdBook makes the site: in light and dark, with a search of its own, without a button that
/// would send a program away to be run.
fn settings(title: &str) -> String {
    format!(
        "[book]\ntitle = {title:?}\nlanguage = \"en\"\nsrc = \"src\"\n\n\
         [output.html]\ndefault-theme = \"light\"\npreferred-dark-theme = \"navy\"\n\
         smart-punctuation = false\nno-section-label = true\ninput-404 = \"\"\nadditional-css = [\"book.css\"]\n\n\
         [output.html.playground]\nrunnable = false\n\n\
         [output.html.print]\nenable = false\n"
    )
}

const STYLE: &str = include_str!("book/book.css");
/// What mdBook's own pages lack.
const HEAD: &str = include_str!("book/head.txt");

#[cfg(test)]
mod tests;
