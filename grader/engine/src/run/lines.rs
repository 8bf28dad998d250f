//! How the bytes that came, each at its time, become lines.

use model::transcript::{Line, Remark, Stream};

use super::output::Captured;

/// What a program wrote.
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) remarks: Vec<Remark>,
}

/// One stream: what is left of it, and the line that is not yet complete.
struct Bytes<'a> {
    stream: Stream,
    rest: &'a [u8],
    line: Vec<u8>,
    not_utf8: bool,
}

/// The lines of both streams in the order in which they were written; the last may lack its end.
pub(super) fn read(heard: &Captured, ended_at: u64, cut_off: bool) -> Lines {
    let bytes = |stream, rest| Bytes { stream, rest, line: Vec::new(), not_utf8: false };
    let mut streams =
        [bytes(Stream::Stdout, &heard.stdout[..]), bytes(Stream::Stderr, &heard.stderr[..])];
    let (mut lines, mut remarks) = (Vec::new(), Vec::new());
    for stamp in &heard.stamps {
        let stream = &mut streams[usize::from(stamp.stream != Stream::Stdout)];
        stream.take(stamp.bytes, stamp.at, &mut lines);
    }
    for stream in &mut streams {
        if !stream.line.is_empty() {
            stream.complete(ended_at, &mut lines);
            if stream.stream == Stream::Stdout && !cut_off {
                remarks.push(Remark::NoFinalNewline);
            }
        }
        if stream.not_utf8 {
            remarks.push(Remark::NotUtf8);
        }
    }
    if cut_off {
        remarks.push(Remark::CutOff);
    }
    remarks.dedup();
    Lines { lines, remarks }
}

impl Bytes<'_> {
    fn take(&mut self, count: usize, at: u64, lines: &mut Vec<Line>) {
        let (bytes, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            match part.strip_suffix(b"\n") {
                Some(part) => {
                    self.line.extend_from_slice(part);
                    self.complete(at, lines);
                }
                None => self.line.extend_from_slice(part),
            }
        }
    }

    fn complete(&mut self, at: u64, lines: &mut Vec<Line>) {
        let bytes = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        self.not_utf8 |= text.as_bytes() != bytes;
        lines.push(Line { at_ms: milliseconds(at), stream: self.stream, text });
    }
}

/// Nanoseconds as milliseconds, rounded: times are compared to the millisecond.
pub(super) fn milliseconds(nanoseconds: u64) -> u64 {
    nanoseconds.saturating_add(500_000) / 1_000_000
}
