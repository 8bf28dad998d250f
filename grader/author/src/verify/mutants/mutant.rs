//! One small change to a program, and the program with it made.

use std::ops::Range;

use course::sources::Sources;

/// A piece of a file that is replaced by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mutant {
    /// The changed file, as [`Sources`] call it.
    pub(super) file: String,
    /// What is changed and in which function, without where: `replace < with <= in nap`.
    pub(super) change: String,
    /// The bytes that are replaced; none where something is only put in.
    pub(super) bytes: Range<usize>,
    /// What stands there instead.
    pub(super) replacement: String,
}

impl Mutant {
    /// Line and column, from 1, of where it begins.
    pub(super) fn place(&self, sources: &Sources) -> (usize, usize) {
        let before = self.text(sources).get(..self.bytes.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// The line in which it begins, without the spaces around it.
    pub(super) fn line<'a>(&self, sources: &'a Sources) -> &'a str {
        let (line, _) = self.place(sources);
        self.text(sources).lines().nth(line - 1).unwrap_or_default().trim()
    }

    /// The sources with the change made.
    pub(super) fn of(&self, sources: &Sources) -> Sources {
        let mut text = self.text(sources).to_owned();
        text.replace_range(self.bytes.clone(), &self.replacement);
        let mut changed = sources.clone();
        changed.insert(self.file.clone(), text);
        changed
    }

    fn text<'a>(&self, sources: &'a Sources) -> &'a str {
        sources.get(&self.file).map_or("", String::as_str)
    }
}
