//! What stands on standard error: a panic that did not end the program is told there alone.

use model::transcript::{Line, Place, Stream, Transcript};

/// A panic of a task or of a thread beside the first: what it says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OtherPanic<'a> {
    pub(super) at_ms: u64,
    pub(super) message: &'a str,
    pub(super) place: Option<Place>,
}

/// The first panic that standard error tells of, as the standard library writes it:
/// `thread 'main' (7) panicked at src/main.rs:3:5:`, and what it says in the next line.
pub(super) fn panic_of_another(transcript: &Transcript) -> Option<OtherPanic<'_>> {
    let mut lines = written(transcript);
    let (head, place) = lines.find_map(|line| {
        let (thread, place) = line.text.split_once(" panicked at ")?;
        thread.trim_start().starts_with("thread '").then_some((line, place))
    })?;
    let message = lines.next().map_or("", |line| line.text.as_str());
    Some(OtherPanic { at_ms: head.at_ms, message, place: place_of(place) })
}

/// The lines of standard error that hold anything.
pub(super) fn written(transcript: &Transcript) -> impl Iterator<Item = &Line> {
    let lines = transcript.lines.iter().filter(|line| line.stream == Stream::Stderr);
    lines.filter(|line| !line.text.trim().is_empty())
}

/// `src/main.rs:3:5:`
fn place_of(text: &str) -> Option<Place> {
    let mut parts = text.trim_end_matches(':').rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let file = parts.next()?.to_owned();
    file.starts_with("src/").then_some(Place { file, line, column: Some(column) })
}

#[cfg(test)]
mod tests {
    use super::panic_of_another;
    use model::sample::transcript;
    use model::transcript::{Line, Stream};

    fn check(lines: &[&str], expected: Option<(&str, &str)>) {
        let mut transcript = transcript("0  a");
        transcript.lines.extend(lines.iter().map(|text| Line {
            at_ms: 3,
            stream: Stream::Stderr,
            text: (*text).to_owned(),
        }));
        let found = panic_of_another(&transcript);
        let found = found.map(|panic| {
            (panic.message, panic.place.map(|place| place.to_string()).unwrap_or_default())
        });
        let found = found.as_ref().map(|(message, place)| (*message, place.as_str()));
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn a_panic_is_read_as_the_standard_library_writes_it() {
        let head = "thread 'main' (7) panicked at src/main.rs:3:5:";
        check(&["", head, "offline"], Some(("offline", "src/main.rs:3")));
        check(&["thread 'x' panicked at /elsewhere/a.rs:3:5:", "b"], Some(("b", "")));
        check(&["thread 'x' panicked at src/main.rs"], Some(("", "")));
    }

    #[test]
    fn other_words_are_no_panic() {
        check(&["it panicked at src/main.rs:3:5:"], None);
        check(&[], None);
    }
}
