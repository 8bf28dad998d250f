//! The lessons as a book: the sources of a site that mdBook builds.
//!
//! Nothing is written for the book alone. Its pages are the course's own page up to where it speaks
//! to others than students, the map, the lessons with their transcripts and sketches as pictures, and
//! the pages of `docs` that lessons lead to. They lie as in the course, so their links hold.

mod links;
mod sketch;

use std::collections::BTreeSet;
use std::path::PathBuf;

use course::{Course, Exercise};
use model::observation::{Observation, Trace};
use render::html::{PICTURE_STYLE, picture};
use render::timeline::timeline;

pub use links::wrong_links;
use sketch::Sketch;

use crate::lesson::{self, LessonError};

/// The heading of the course's page that begins what is not for students.
const FOR_OTHERS: &str = "\n## For instructors";

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
    let cover = text_of(course, "README.md", "# The exercises\n")?;
    let cover = cover.split(FOR_OTHERS).next().unwrap_or_default().to_owned();
    let map = text_of(course, "exercises/README.md", "# The exercises\n")?;
    let title = cover.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
    let mut pages = vec![
        Page::new("book.toml", settings(title)),
        Page::new("book.css", format!("{STYLE}{PICTURE_STYLE}")),
        Page::new("theme/head.hbs", HEAD.to_owned()),
        Page::new("src/exercises/index.md", of_site(&map)),
    ];
    let mut others = named_docs(&cover);
    others.extend(named_docs(&map));
    for exercise in &course.exercises {
        let text = lesson::read(&exercise.dir.join("README.md"))?;
        others.extend(named_docs(&text));
        let path = format!("src/exercises/{}/index.md", exercise.folder());
        pages.push(Page::new(&path, of_site(&page(&text, exercise)?)));
    }
    let mut docs = Vec::new();
    for name in others {
        let text = text_of(course, &format!("docs/{name}"), "")?;
        let heading = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(&name);
        docs.push((name.clone(), heading.to_owned()));
        pages.push(Page::new(&format!("src/docs/{name}"), of_site(&text)));
    }
    pages.push(Page::new("src/index.md", of_site(&cover)));
    pages.push(Page::new("src/SUMMARY.md", summary(course, title, &docs)));
    Ok(pages)
}

/// A file of the course that it need not have.
fn text_of(course: &Course, path: &str, otherwise: &str) -> Result<String, LessonError> {
    let path = course.root.join(path);
    if path.exists() { lesson::read(&path) } else { Ok(otherwise.to_owned()) }
}

/// The pages of `docs` that a text leads to.
fn named_docs(text: &str) -> BTreeSet<String> {
    let links = text.split("docs/").skip(1).filter_map(|rest| rest.split_once(".md)"));
    let is_name = |name: &&str| name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
    links.map(|(name, _)| name).filter(is_name).map(|name| format!("{name}.md")).collect()
}

/// The same text where a folder's page is its `index`.
fn of_site(text: &str) -> String {
    text.replace("README.md)", "index.md)").replace("README.md#", "index.md#")
}

fn summary(course: &Course, title: &str, docs: &[(String, String)]) -> String {
    let mut out =
        format!("# Summary\n\n[{title}](index.md)\n\n[The exercises](exercises/index.md)\n");
    let mut part = None;
    for exercise in &course.exercises {
        let number = exercise.toml.part;
        if part.replace(number) != Some(number) {
            out += &format!("\n# Part {number}\n\n");
        }
        out += &format!(
            "- [{:02} · {}](exercises/{}/index.md)\n",
            exercise.number,
            exercise.toml.title,
            exercise.folder()
        );
    }
    out += "\n---\n\n";
    for (name, heading) in docs {
        out += &format!("[{heading}](docs/{name})\n\n");
    }
    out
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
        if let Some(run) = lesson::run_asked_for(line) {
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
