//! What a run wrote, line by line, each with its stream and its virtual time, and how and when it ended.
//!
//! The main type is [`Transcript`]. Its text form is what the snapshots hold:
//!
//! ```text
//!       0  8
//!       0  start sleeping
//!    8000  done sleeping
//!    8000  (ended)
//! ```

mod parse;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use parse::ParseError;

/// Which of the program's two outputs a line went to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Standard output: the part that is graded.
    Stdout,
    /// Standard error: shown to the student, never compared.
    Stderr,
}

/// One line of output, without its line ending.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Line {
    /// Virtual milliseconds since the program started, rounded, at which the line was complete.
    pub at_ms: u64,
    /// Where it was written.
    pub stream: Stream,
    /// The text; bytes that are not UTF-8 stand as U+FFFD.
    pub text: String,
}

/// A place in the student's own source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path relative to the submission, such as `src/main.rs`.
    pub file: String,
    /// Line number, from 1.
    pub line: u32,
    /// Column in characters, from 1, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Place {
    /// The place as editors and terminals make a link of it, with its column where that is known.
    pub fn link(&self) -> String {
        self.column.map_or_else(|| self.to_string(), |column| format!("{self}:{column}"))
    }
}

/// The place as a sentence says it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The bound that a run went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Real seconds, the outer safety net; the only use of the machine's own clock.
    WallTime,
    /// Virtual time, for programs that would go on for ever.
    VirtualTime,
    /// How often a program may wait, for programs that wait in pieces of next to nothing.
    Waits,
    /// Bytes of output.
    Output,
    /// Memory of the run.
    Memory,
    /// Processor time of the run.
    CpuTime,
    /// Processes and threads of the run, at a time.
    Processes,
    /// Files that the run leaves in its folder, and their bytes.
    Files,
    /// Files, bytes or folders of the source.
    SourceSize,
    /// What all runs of a grading may use together.
    Grading,
}

impl Limit {
    /// Every bound there is.
    pub const ALL: [Limit; 10] = [
        Limit::WallTime,
        Limit::VirtualTime,
        Limit::Waits,
        Limit::Output,
        Limit::Memory,
        Limit::CpuTime,
        Limit::Processes,
        Limit::Files,
        Limit::SourceSize,
        Limit::Grading,
    ];
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Limit::WallTime => "real time",
            Limit::VirtualTime => "virtual time",
            Limit::Waits => "waits",
            Limit::Output => "output",
            Limit::Memory => "memory",
            Limit::CpuTime => "processor time",
            Limit::Processes => "processes",
            Limit::Files => "files",
            Limit::SourceSize => "source size",
            Limit::Grading => "a whole grading",
        })
    }
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum End {
    /// `main` returned, or the program called `exit`.
    Exited {
        /// The exit code; 0 is a good end.
        code: i32,
    },
    /// The program ended with a panic.
    Panicked {
        /// The panic's own message.
        message: String,
        /// Where the student's code panicked, when known.
        place: Option<Place>,
    },
    /// A signal ended it.
    Killed {
        /// The signal's number.
        signal: i32,
    },
    /// Every thread waits and nothing is left that could wake one.
    Stuck,
    /// The program looked at the clock in a circle instead of waiting.
    Busy,
    /// The program reached for the clock itself.
    Tampered {
        /// What it did, as a clause: `it opened the memory of a process for writing`.
        what: String,
    },
    /// It went over a bound and was stopped.
    OverLimit {
        /// Which bound.
        limit: Limit,
    },
}

impl End {
    /// The end that every reference has.
    pub const OK: End = End::Exited { code: 0 };
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Exited { code: 0 } => write!(f, "ended"),
            End::Exited { code } => write!(f, "ended with exit code {code}"),
            End::Panicked { .. } => write!(f, "panicked"),
            End::Killed { signal } => write!(f, "killed by signal {signal}"),
            End::Stuck => write!(f, "stuck"),
            End::Busy => write!(f, "busy waiting"),
            End::Tampered { what } => write!(f, "tampered: {what}"),
            End::OverLimit { limit } => write!(f, "stopped at the limit of {limit}"),
        }
    }
}

/// Something about the bytes of a run that is forgiven, or said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// The last line had no line ending.
    NoFinalNewline,
    /// Some bytes were not UTF-8 and stand as U+FFFD.
    NotUtf8,
    /// Output went over the cap and was cut there.
    CutOff,
    /// Some bytes reached the pipe that the clock did not see written; their time is that of the line before.
    Untimed,
}

/// A question to the world outside the program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Question {
    /// Virtual milliseconds since the program started, rounded, at which it was asked.
    pub at_ms: u64,
    /// What was asked, such as `fetch a`.
    pub asks: String,
}

/// Everything that is compared of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Lines of both streams, in the order of their writing.
    pub lines: Vec<Line>,
    /// How the run ended.
    pub end: End,
    /// Virtual milliseconds at which it ended.
    pub ended_at_ms: u64,
    /// Files that the run left in its own folder: name to content, trailing white space removed.
    pub files: BTreeMap<String, String>,
    /// What was asked of the world outside and when, in a run that is judged by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// What was odd about the bytes.
    pub remarks: Vec<Remark>,
}

impl Transcript {
    /// The lines of standard output: the part that is compared.
    pub fn stdout(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.stream == Stream::Stdout)
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.stdout() {
            writeln!(f, "{:>7}  {}", line.at_ms, line.text)?;
        }
        for (name, content) in &self.files {
            writeln!(f, "   file  {name}: {}", content.escape_debug())?;
        }
        for Question { at_ms, asks } in &self.questions {
            writeln!(f, "  asked  {at_ms}  {}", asks.escape_debug())?;
        }
        writeln!(f, "{:>7}  ({})", self.ended_at_ms, self.end)
    }
}
