//! The lines that count: standard output without trailing white space and without empty lines.

use model::transcript::Transcript;

/// One line as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VisibleLine<'a> {
    /// Where it stands among the stdout lines of its transcript, empty lines counted.
    pub(crate) index: usize,
    /// Virtual milliseconds since the start.
    pub(crate) at_ms: u64,
    /// The text without trailing white space.
    pub(crate) text: &'a str,
}

/// The lines of a transcript that count, in the order of their writing.
pub(crate) fn view(transcript: &Transcript) -> Vec<VisibleLine<'_>> {
    let lines = transcript.stdout().enumerate();
    let seen = lines.map(|(index, line)| VisibleLine {
        index,
        at_ms: line.at_ms,
        text: line.text.trim_end(),
    });
    seen.filter(|line| !line.text.is_empty()).collect()
}

/// Whose line it is: who says something, `ann: hello`, or who hears it, `ann < hello`; or nobody's in
/// particular.
pub(crate) fn actor(text: &str) -> &str {
    let says = text.find(": ");
    let hears = text[..says.unwrap_or(text.len())].find(" < ");
    hears.or(says).map_or("", |end| &text[..end])
}
