//! Reads a transcript's text form: the inverse of its `Display`.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{End, Limit, Line, Question, Stream, Transcript};

/// Why a text is no transcript.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the transcript: expected {expected}")]
pub struct ParseError {
    /// Line number in the text, from 1.
    pub line: usize,
    /// What should have been there.
    pub expected: &'static str,
}

const A_LINE: &str = "a time in milliseconds, two spaces and the text";
const A_FILE: &str = "`   file  name: content`";
const A_QUESTION: &str = "`  asked  time  question`";
const AN_END: &str = "how the run ended, such as `8000  (ended)`";

impl Transcript {
    /// Reads what `Display` shows.
    ///
    /// What it does not show is not there afterwards: standard error, remarks, and the message
    /// of a panic.
    ///
    /// # Errors
    /// The first line that is not of the form, with what was expected there.
    pub fn parse(text: &str) -> Result<Transcript, ParseError> {
        let rows: Vec<&str> = text.trim_end_matches(['\r', '\n']).split('\n').collect();
        let Some((last, before)) = rows.split_last() else {
            return Err(ParseError { line: 1, expected: AN_END });
        };
        let mut lines = Vec::new();
        let mut files = BTreeMap::new();
        let mut questions = Vec::new();
        for (index, row) in before.iter().enumerate() {
            let fail = |expected| ParseError { line: index + 1, expected };
            if let Some(file) = row.strip_prefix("   file  ") {
                let (name, content) = file.split_once(": ").ok_or(fail(A_FILE))?;
                files.insert(name.to_owned(), unescape(content).ok_or(fail(A_FILE))?);
            } else if let Some(question) = row.strip_prefix("  asked  ") {
                let asked = timed(question);
                let asked = asked.and_then(|(at_ms, asks)| Some((at_ms, unescape(asks)?)));
                let (at_ms, asks) = asked.ok_or(fail(A_QUESTION))?;
                questions.push(Question { at_ms, asks });
            } else {
                let (at_ms, text) = timed(row).ok_or(fail(A_LINE))?;
                lines.push(Line { at_ms, stream: Stream::Stdout, text: text.to_owned() });
            }
        }
        let (ended_at_ms, end) = timed(last)
            .and_then(|(at, text)| {
                Some((at, end(text.trim_end().strip_prefix('(')?.strip_suffix(')')?)?))
            })
            .ok_or(ParseError { line: rows.len(), expected: AN_END })?;
        Ok(Transcript { lines, end, ended_at_ms, files, questions, remarks: Vec::new() })
    }
}

/// Splits a row into its time and its text, which may itself begin with spaces.
fn timed(row: &str) -> Option<(u64, &str)> {
    let row = row.trim_start_matches(' ');
    let (time, text) = match row.find("  ") {
        Some(at) => (&row[..at], &row[at + 2..]),
        // An editor that trims lines leaves nothing of an empty text.
        None => (row.trim_end(), ""),
    };
    Some((time.parse().ok()?, text))
}

fn end(words: &str) -> Option<End> {
    Some(match words {
        "ended" => End::OK,
        "panicked" => End::Panicked { message: String::new(), place: None },
        "stuck" => End::Stuck,
        "busy waiting" => End::Busy,
        _ => {
            if let Some(code) = words.strip_prefix("ended with exit code ") {
                End::Exited { code: code.parse().ok()? }
            } else if let Some(signal) = words.strip_prefix("killed by signal ") {
                End::Killed { signal: signal.parse().ok()? }
            } else {
                let name = words.strip_prefix("stopped at the limit of ")?;
                End::OverLimit { limit: Limit::ALL.into_iter().find(|l| l.to_string() == name)? }
            }
        }
    })
}

/// Undoes `str::escape_debug`.
fn unescape(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        plain.push(match char {
            '\\' => match rest.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                'u' => {
                    let (digits, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                    rest = after.chars();
                    char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                }
                quoted => quoted,
            },
            _ => char,
        });
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let said = match Transcript::parse(text) {
            Ok(transcript) => transcript.to_string(),
            Err(error) => error.to_string(),
        };
        assert_eq!(said, expected);
    }

    fn unchanged(text: &str) {
        check(text, text);
    }

    #[test]
    fn lines_and_their_end_come_back() {
        unchanged("      0  8\n      0  start sleeping\n   8000  (ended)\n");
        unchanged("12345678  a time wider than its column\n12345678  (ended)\n");
    }

    #[test]
    fn a_text_keeps_its_own_spaces() {
        unchanged("      0    two spaces before  and after  \n      0  \n      0  (ended)\n");
        unchanged("      0  (ended)\n      5  (ended)\n");
    }

    #[test]
    fn every_end_comes_back() {
        let mut ends = vec![
            End::OK,
            End::Exited { code: -3 },
            End::Panicked { message: String::new(), place: None },
            End::Killed { signal: 9 },
            End::Stuck,
            End::Busy,
        ];
        ends.extend(Limit::ALL.map(|limit| End::OverLimit { limit }));
        for end in ends {
            let mut transcript = crate::sample::transcript("7  (ended)");
            transcript.end = end;
            assert_eq!(Transcript::parse(&transcript.to_string()), Ok(transcript));
        }
    }

    #[test]
    fn what_a_run_left_in_a_file_comes_back() {
        let content = "two\nlines\twith \"quotes\", a \\, \u{7f}, \u{301} and ü";
        let files = BTreeMap::from([("notes.txt".to_owned(), content.to_owned())]);
        let mut transcript = crate::sample::transcript("0  (ended)");
        transcript.files = files;
        assert_eq!(Transcript::parse(&transcript.to_string()), Ok(transcript));
    }

    #[test]
    fn what_a_run_asked_comes_back() {
        unchanged(
            "      0  a\n  asked  0  fetch a\n  asked  1500  fetch  \\u{7f}\n   1500  (ended)\n",
        );
        check(
            "  asked  soon  x\n0  (ended)",
            &format!("line 1 of the transcript: expected {A_QUESTION}"),
        );
    }

    #[test]
    fn fuzz_transcripts() {
        let samples = [
            "      0  8\n   8000  start  x\n   file  notes.txt: a\\n\\u{7f}\\\\\n   8000  (ended)\n",
            "12345678  \n12345678  (ended with exit code -3)\n",
            "      0  (killed by signal 9)\n",
            "      0  (stopped at the limit of memory)\n",
            "  asked  15  fetch \\u{7f}\n      0  (ended)\n",
        ];
        let samples = samples.map(|sample| sample.as_bytes().to_vec());
        let words = ["   file  ", "  asked  ", "\\u{", "}", "(panicked)", "(stuck)", "\n      0  "];
        fuzz::fuzz("transcripts", &samples, &words, |bytes| {
            match Transcript::parse(&String::from_utf8_lossy(bytes)) {
                Ok(transcript) => {
                    // What is read is shown as something that is read as the same.
                    let again = Transcript::parse(&transcript.to_string());
                    assert_eq!(again.as_ref(), Ok(&transcript));
                    format!("{} {}", transcript.end, transcript.files.len().min(5))
                }
                Err(error) => error.expected.to_owned(),
            }
        });
    }

    #[test]
    fn a_line_that_was_trimmed_is_an_empty_text() {
        check("      0\n      0  (ended)", "      0  \n      0  (ended)\n");
    }

    #[test]
    fn a_broken_text_names_its_line() {
        check("", &format!("line 1 of the transcript: expected {AN_END}"));
        check("0  1\n", &format!("line 1 of the transcript: expected {AN_END}"));
        check("0  1\nsoon  2\n2  (ended)", &format!("line 2 of the transcript: expected {A_LINE}"));
        check("   file  x\n0  (ended)", &format!("line 1 of the transcript: expected {A_FILE}"));
        check("0  (exploded)", &format!("line 1 of the transcript: expected {AN_END}"));
    }
}
