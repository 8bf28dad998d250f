//! Writes a screen from top to bottom: wraps what is read, leaves alone what is looked at.

use unicode_width::UnicodeWidthStr;

use super::View;
use super::style::Tone;

/// More than this of one text of others is not read.
const LONGEST_TEXT: usize = 800;

/// A screen in the making.
pub(super) struct Page<'a> {
    pub(super) view: &'a View,
    out: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(view: &'a View) -> Page<'a> {
        Page { view, out: String::new() }
    }

    /// A line exactly as it is; it must be clean.
    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// An empty line, unless there is one or nothing is above.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Sentences, cleaned and wrapped at the view's width, every line after `indent`.
    pub(super) fn text(&mut self, tone: Tone, indent: &str, text: &str) {
        self.hanging(tone, indent, indent, text);
    }

    /// As [`Page::text`], the first line after `first`.
    pub(super) fn hanging(&mut self, tone: Tone, first: &str, indent: &str, text: &str) {
        // Any word may come to begin a line.
        let words = text.split_whitespace().map(|word| self.view.style.clean(word, LONGEST_TEXT));
        let text = self.view.style.clean(&words.collect::<Vec<_>>().join(" "), LONGEST_TEXT);
        for (index, line) in wrap(&text, self.view.width() - indent.width()).iter().enumerate() {
            let indent = if index == 0 { first } else { indent };
            self.line(&format!("{indent}{}", self.view.style.paint(tone, line)));
        }
    }

    /// A word and what to type or open for it. Never wrapped, so that it can be clicked or copied.
    pub(super) fn handle(&mut self, what: &str, handle: &str) {
        let style = self.view.style;
        let handle = style.paint(Tone::Handle, &style.clean(handle, LONGEST_TEXT));
        self.line(&format!("{what}{handle}"));
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Breaks text between words; a word that is too long stays whole.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
