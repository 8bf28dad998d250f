//! Where the reference transcript of a run lies, and how it is read.
//!
//! The files are insta's, written and reviewed by its tools: a header between two lines `---`,
//! then the transcript. Only that form is relied on, not insta's own reader.

use std::fs;
use std::io;
use std::path::Path;

use super::error::CourseError;
use model::transcript::{ParseError, Transcript};

/// The test that compares them.
const SOURCE: &str = "grader/cli/tests/references.rs";

/// The name of a run as the name of a file, without an ending: `the defaults` → `the-defaults`.
pub fn stem(run_name: &str) -> String {
    let words: Vec<String> = run_name
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// Reads one snapshot.
///
/// # Errors
/// When it is missing or broken, with the command that makes it.
pub(super) fn read(path: &Path) -> Result<Transcript, CourseError> {
    let text = fs::read_to_string(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => CourseError::NoSnapshot { path: path.to_owned() },
        _ => CourseError::Io { path: path.to_owned(), source },
    })?;
    let (above, body) = body(&text)
        .ok_or(ParseError { line: 1, expected: "a header between two lines `---`" })
        .map_err(|error| CourseError::broken_snapshot(path.to_owned(), 0, error))?;
    Transcript::parse(body)
        .map_err(|error| CourseError::broken_snapshot(path.to_owned(), above, error))
}

/// The body of a snapshot that is no transcript; `None` when there is none.
pub(super) fn read_text(path: &Path) -> Result<Option<String>, CourseError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(body(&text).map(|(_, body)| body.to_owned())),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(CourseError::Io { path: path.to_owned(), source }),
    }
}

/// How a snapshot is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// In its place.
    Accepted,
    /// Beside it, for `cargo insta review`.
    Pending,
}

/// Writes a snapshot as insta does, so that its tools go on from there. True when its content
/// was another before; when it was the same, nothing is written and nothing stays pending.
pub(super) fn write(
    path: &Path,
    description: &str,
    content: &str,
    keep: Keep,
) -> Result<bool, CourseError> {
    let wrong = |source| CourseError::Io { path: path.to_owned(), source };
    let content = content.trim_end_matches('\n');
    let pending = path.with_extension("snap.new");
    let before = read_text(path)?;
    let is_same = before.is_some_and(|before| before.trim_end_matches('\n') == content);
    if pending.exists() && (is_same || keep == Keep::Accepted) {
        fs::remove_file(&pending).map_err(wrong)?;
    }
    if !is_same {
        let text = format!("---\nsource: {SOURCE}\ndescription: {description}\n---\n{content}\n");
        let place = if keep == Keep::Accepted { path } else { &pending };
        fs::create_dir_all(path.parent().unwrap_or(path)).map_err(wrong)?;
        fs::write(place, text).map_err(wrong)?;
    }
    Ok(!is_same)
}

/// What follows the header, and how many lines are above it.
fn body(text: &str) -> Option<(usize, &str)> {
    let header = text.strip_prefix("---\n")?;
    let end = header.find("\n---\n")?;
    Some((header[..end].lines().count() + 2, &header[end + "\n---\n".len()..]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn check(content: Option<&str>, expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.snap");
        if let Some(content) = content {
            fs::write(&path, content).unwrap();
        }
        let said = match read(&path) {
            Ok(transcript) => transcript.to_string(),
            Err(error) => error.to_string().replace(&dir.path().display().to_string(), "DIR"),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn the_body_is_the_transcript() {
        check(
            Some("---\nsource: t.rs\nexpression: \"---\"\n---\n      0  ---\n   8000  (ended)\n"),
            "      0  ---\n   8000  (ended)\n",
        );
    }

    #[test]
    fn fuzz_snapshots() {
        let samples = [
            "---\nsource: t.rs\nexpression: \"---\"\n---\n      0  1\n   8000  (ended)\n",
            "---\n---\n      0  (stuck)\n",
        ];
        let samples = samples.map(|sample| sample.as_bytes().to_vec());
        fuzz::fuzz("snapshots", &samples, &["---\n", "\n---\n"], |bytes| {
            let text = String::from_utf8_lossy(bytes);
            let Some((above, body)) = body(&text) else { return String::from("no header") };
            match Transcript::parse(body) {
                Ok(transcript) => format!("{} {}", above.min(20), transcript.end),
                Err(error) => {
                    let error = CourseError::broken_snapshot("x".into(), above, error);
                    format!("{}", error.to_string().len())
                }
            }
        });
    }

    #[test]
    fn a_missing_one_says_how_to_make_it() {
        check(
            None,
            &format!("DIR/x.snap is missing; make it with `{}`", super::super::MAKE_SNAPSHOTS),
        );
    }

    #[test]
    fn a_broken_one_names_the_line_in_the_file() {
        let again = format!("make it again with `{}`", super::super::MAKE_SNAPSHOTS);
        check(
            Some("---\nsource: t.rs\n---\n      0  1\nsoon  2\n2  (ended)\n"),
            &format!(
                "DIR/x.snap:5: expected a time in milliseconds, two spaces and the text; {again}"
            ),
        );
        check(
            Some("      0  (ended)\n"),
            &format!("DIR/x.snap:1: expected a header between two lines `---`; {again}"),
        );
    }

    #[test]
    fn a_run_names_its_file() {
        assert_eq!(stem("the defaults"), "the-defaults");
        assert_eq!(stem("8 & 9: both, at Once"), "8-9-both-at-once");
    }
}
