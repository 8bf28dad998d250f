//! Reads what the compiler says: one JSON message a line, each with its text as rustc shows it.

use serde::Deserialize;

use model::clean::clean_lines;
use model::transcript::Place;

/// How many bytes of messages are kept for one program, and so of one message.
const MAX_RENDERED: usize = 64 << 10;

/// One error or warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// As rustc shows it, without colour and safe to show.
    pub rendered: String,
    /// The message alone: one sentence.
    pub message: String,
    /// Its code or the lint's name, such as `E0308` or `unused_must_use`.
    pub code: Option<String>,
    /// The line of the program that it is about.
    pub place: Option<Place>,
}

/// Everything that one call of the compiler said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Errors, in rustc's order, without the closing count of them.
    pub errors: Vec<Diagnostic>,
    /// Warnings, likewise.
    pub warnings: Vec<Diagnostic>,
    /// Closing remarks, such as where to read more.
    pub notes: Vec<String>,
    /// Files outside the program that a message shows.
    pub foreign: Vec<String>,
    /// Files that the program asks for and that could not be read, as it names them.
    pub missing: Vec<String>,
    /// What was no message: an internal error, or the last words of a killed compiler.
    pub rest: String,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    code: Option<Code>,
    level: String,
    spans: Vec<Span>,
    #[serde(default)]
    children: Vec<Message>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: u32,
    column_start: u32,
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

impl Said {
    /// Reads standard error of a compiler that worked in `dir`, which no message shall name.
    pub(super) fn read(stderr: &str, dir: &str, is_own: impl Fn(&str) -> bool) -> Said {
        let mut said = Said::default();
        for line in stderr.lines() {
            match serde_json::from_str::<Message>(line) {
                Ok(message) => said.take(message, dir, &is_own),
                Err(_) => {
                    said.rest.push_str(line);
                    said.rest.push('\n');
                }
            }
        }
        said
    }

    fn take(&mut self, message: Message, dir: &str, is_own: &impl Fn(&str) -> bool) {
        message.foreign(is_own, &mut self.foreign);
        let missing = message.message.strip_prefix("couldn't read `");
        self.missing.extend(missing.and_then(|rest| Some(rest.rsplit_once('`')?.0.to_owned())));
        let rendered = message.rendered.as_deref().unwrap_or(&message.message);
        let shown = |text: &str| clean_lines(&cut(text).replace(&format!("{dir}/"), ""));
        let place = message
            .spans
            .iter()
            .filter(|span| span.is_primary)
            .find_map(|span| span.in_program(is_own));
        let diagnostic = Diagnostic {
            rendered: shown(rendered),
            code: message.code.map(|code| code.code),
            place,
            message: shown(&message.message),
        };
        match message.level.as_str() {
            // "2 warnings emitted", "aborting due to 2 previous errors": the list says it.
            "warning" if message.spans.is_empty() && diagnostic.code.is_none() => {}
            "error" if diagnostic.message.starts_with("aborting due to") => {}
            "warning" => self.warnings.push(diagnostic),
            "failure-note" => self.notes.push(diagnostic.rendered),
            _ => self.errors.push(diagnostic),
        }
    }

    /// All errors as rustc shows them, cut where they become too long to be read.
    pub(super) fn rendered(&self) -> String {
        let mut rendered = String::new();
        for (index, error) in self.errors.iter().enumerate() {
            if rendered.len() + error.rendered.len() > MAX_RENDERED && index > 0 {
                let more = self.errors.len() - index;
                rendered.push_str(&format!("… and {more} more errors\n"));
                return rendered;
            }
            rendered.push_str(&error.rendered);
        }
        rendered.extend(self.notes.iter().map(String::as_str));
        rendered
    }
}

impl Message {
    /// Collects the files outside the program that this message shows lines of.
    fn foreign(&self, is_own: &impl Fn(&str) -> bool, foreign: &mut Vec<String>) {
        for span in &self.spans {
            if !is_own(&span.file_name) && !foreign.contains(&span.file_name) {
                foreign.push(span.file_name.clone());
            }
        }
        for child in &self.children {
            child.foreign(is_own, foreign);
        }
    }
}

impl Span {
    /// The line of the program itself: where a macro was used rather than where it was written.
    fn in_program(&self, is_own: &impl Fn(&str) -> bool) -> Option<Place> {
        if is_own(&self.file_name) {
            // What concerns a whole file, such as a missing `main`, stands at line 0.
            let (file, line) = (self.file_name.clone(), self.line_start.max(1));
            let column = Some(self.column_start).filter(|_| self.line_start > 0);
            return Some(Place { file, line, column });
        }
        self.expansion.as_ref()?.span.in_program(is_own)
    }
}

/// The beginning of a message: what a program puts into one can be as long as it likes.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_RENDERED)]
}

#[cfg(test)]
mod tests;
