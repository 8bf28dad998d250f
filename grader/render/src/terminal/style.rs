//! What a terminal can show, and how this course uses it: few colours, each with one meaning.

use anstyle::AnsiColor;

use model::clean::{clean, clean_ascii};

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colours and weights; without, the text says everything too.
    pub colour: bool,
    /// Letters and lines beyond ASCII.
    pub unicode: bool,
}

/// What a piece of text is, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Ordinary text.
    Plain,
    /// A heading, or the one sentence.
    Strong,
    /// Right, or accepted.
    Good,
    /// Wrong.
    Bad,
    /// Worth a look.
    Care,
    /// Secondary.
    Quiet,
    /// Something to type or to open.
    Handle,
}

impl Style {
    /// No colour, no letters beyond ASCII: what every terminal and every log can show.
    pub const ASCII: Style = Style { colour: false, unicode: false };
    /// No colour.
    pub const PLAIN: Style = Style { colour: false, unicode: true };
    /// Everything.
    pub const FULL: Style = Style { colour: true, unicode: true };

    /// `text` in this tone; as it is when colours are off.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        if !self.colour || tone == Tone::Plain || text.trim().is_empty() {
            return text.to_owned();
        }
        let style = match tone {
            Tone::Plain => anstyle::Style::new(),
            Tone::Strong => anstyle::Style::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Bad => AnsiColor::Red.on_default().bold(),
            Tone::Care => AnsiColor::Yellow.on_default(),
            Tone::Quiet => anstyle::Style::new().dimmed(),
            Tone::Handle => AnsiColor::Cyan.on_default(),
        };
        format!("{style}{text}{style:#}")
    }

    /// Text of others, made safe for this terminal and at most so wide.
    pub(super) fn clean(self, text: &str, max_width: usize) -> String {
        if self.unicode { clean(text, max_width) } else { clean_ascii(text, max_width) }
    }

    /// The sign, or what stands for it in ASCII.
    pub(super) fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }
}
