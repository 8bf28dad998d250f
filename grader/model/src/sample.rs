//! Transcripts for tests, written as the curriculum writes them.

use std::collections::BTreeMap;

use crate::observation::{Observation, Trace};
use crate::transcript::{End, Line, Place, Question, Stream, Transcript};

/// Reads lines such as `0  8`, `0  1 .. 8` (eight lines), `8000  (ended)`, `0  (stuck)`,
/// `0  (busy)`, `0  (panicked: why)` `file  name: content` and `asked  0  fetch a`.
pub fn transcript(text: &str) -> Transcript {
    let mut sample = Transcript {
        lines: Vec::new(),
        end: End::OK,
        ended_at_ms: 0,
        files: BTreeMap::new(),
        questions: Vec::new(),
        remarks: Vec::new(),
    };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (at, text) = line.trim_start().split_once("  ").expect("a time and a text");
        if at == "file" {
            let (name, content) = text.split_once(": ").expect("a name and a content");
            sample.files.insert(name.to_owned(), content.to_owned());
            continue;
        }
        if at == "asked" {
            let (at, asks) = text.split_once("  ").expect("a time and a question");
            let at_ms = at.parse().expect("a time in milliseconds");
            sample.questions.push(Question { at_ms, asks: asks.to_owned() });
            continue;
        }
        let at_ms: u64 = at.parse().expect("a time in milliseconds");
        if let Some(how) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            sample.end = end(how);
            sample.ended_at_ms = at_ms;
        } else if let Some((from, to)) = range(text) {
            sample.lines.extend((from..=to).map(|number| stdout(at_ms, &number.to_string())));
        } else {
            sample.lines.push(stdout(at_ms, text));
        }
    }
    sample
}

/// An observation of which the clock has nothing to tell.
pub fn observation(text: &str) -> Observation {
    Observation { transcript: transcript(text), trace: Trace::default() }
}

/// A line of standard output.
pub fn stdout(at_ms: u64, text: &str) -> Line {
    Line { at_ms, stream: Stream::Stdout, text: text.to_owned() }
}

fn range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(" .. ")?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

fn end(how: &str) -> End {
    match how {
        "ended" => End::OK,
        "stuck" => End::Stuck,
        "busy" => End::Busy,
        _ => {
            let message = how.strip_prefix("panicked: ").expect("a known end").to_owned();
            End::Panicked {
                message,
                place: Some(Place { file: "src/main.rs".to_owned(), line: 7, column: None }),
            }
        }
    }
}
