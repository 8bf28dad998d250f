//! How much of each text and each list a document has room for, and what stands for the rest.

use serde::Serialize;

use super::LARGEST;
use judge::report::{CheckReport, Report};
use model::observation::Waiting;
use model::transcript::Line;
use model::words;

/// What a line costs besides its text.
const AROUND_A_LINE: usize = 120;
/// What a check costs besides its lines.
const AROUND_A_CHECK: usize = 2_000;
/// With less room than this, only the course's own texts are left.
const LEAST: usize = 16;

/// Bytes that each text and each list may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room(usize);

/// A member of a list, or so many that are left out in its place.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Entry<T> {
    /// One that is there as it is.
    Whole(T),
    /// A line of which only the beginning and the end are there.
    Cut(CutLine),
    /// What is left out.
    Gap {
        /// How many.
        left_out: usize,
    },
}

#[derive(Serialize)]
pub(super) struct CutLine {
    #[serde(flatten)]
    line: Line,
    left_out_bytes: usize,
}

impl Room {
    /// The same for all, and as much as should fit.
    pub(super) fn of(report: &Report) -> Room {
        let checks = || report.exercises.iter().flat_map(|exercise| &exercise.checks);
        let mut sizes: Vec<usize> = checks().flat_map(lists).collect();
        sizes.extend(report.exercises.iter().filter_map(|one| Some(one.compile_error()?.len())));
        let around = AROUND_A_CHECK * checks().count();
        let needed =
            |room: usize| around + sizes.iter().map(|size| *size.min(&room)).sum::<usize>();
        let mut room = Room(LARGEST / 2);
        while needed(room.0) >= LARGEST
            && let Some(less) = room.less()
        {
            room = less;
        }
        room
    }

    /// Half as much; none when that would not help.
    pub(super) fn less(self) -> Option<Room> {
        (self.0 > LEAST).then_some(Room(self.0 / 2))
    }

    /// The text; one that is too long without its middle, which is counted in its place.
    pub(super) fn text(self, text: &str) -> String {
        self.cut(text).map_or_else(|| text.to_owned(), |(text, _)| text)
    }

    /// A text that is too long without its middle, and how many bytes that has.
    fn cut(self, text: &str) -> Option<(String, usize)> {
        if text.len() <= self.0 {
            return None;
        }
        let head = text.floor_char_boundary(self.0 / 2);
        let tail = text.ceil_char_boundary(text.len() - self.0 / 2);
        let left_out = tail - head;
        let count = words::count(left_out as u64, "byte", "bytes");
        Some((format!("{}… ({count} left out) …{}", &text[..head], &text[tail..]), left_out))
    }

    /// The lines; of too many the first and the last.
    pub(super) fn lines(self, lines: &[Line]) -> Vec<Entry<&Line>> {
        // One line alone does not take the room of all.
        let each = Room(self.0 / 8);
        let cost = |line: &Line| line.text.len().min(each.0) + AROUND_A_LINE;
        self.ends(lines, cost, |line| match each.cut(&line.text) {
            None => Entry::Whole(line),
            Some((text, left_out_bytes)) => {
                Entry::Cut(CutLine { line: Line { text, ..line.clone() }, left_out_bytes })
            }
        })
    }

    /// Who waits for what; of too many the first and the last.
    pub(super) fn waiting(self, waiting: &[Waiting]) -> Vec<Entry<&Waiting>> {
        let cost = |one: &Waiting| one.thread.len() + one.for_what.len() + 2 * AROUND_A_LINE;
        self.ends(waiting, cost, Entry::Whole)
    }

    /// As many from both ends of a list as there is room for.
    fn ends<'a, T>(
        self,
        list: &'a [T],
        cost: impl Fn(&T) -> usize,
        entry: impl Fn(&'a T) -> Entry<&'a T>,
    ) -> Vec<Entry<&'a T>> {
        if list.iter().map(&cost).sum::<usize>() <= self.0 {
            return list.iter().map(entry).collect();
        }
        let fitting = |some: &mut dyn Iterator<Item = &'a T>| {
            let mut room = self.0 / 2;
            some.take_while(|one| {
                let rest = room.checked_sub(cost(one));
                room = rest.unwrap_or_default();
                rest.is_some()
            })
            .count()
        };
        let head = fitting(&mut list.iter());
        let tail = list.len() - fitting(&mut list[head..].iter().rev());
        let mut entries: Vec<_> = list[..head].iter().map(&entry).collect();
        if tail > head {
            entries.push(Entry::Gap { left_out: tail - head });
        }
        entries.extend(list[tail..].iter().map(&entry));
        entries
    }
}

/// About the bytes of the lists of a check.
fn lists(check: &CheckReport) -> [usize; 2] {
    let size = |lines: &[Line]| lines.iter().map(|line| line.text.len() + AROUND_A_LINE).sum();
    let expected = if check.may_be_shown() { &check.expected.lines[..] } else { &[] };
    [size(&check.observation.transcript.lines), size(expected)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::transcript::Stream;

    #[test]
    fn a_text_that_is_too_long_loses_its_middle_and_says_how_much() {
        let check = |room: usize, text: &str, expected: &str| {
            assert_eq!(Room(room).text(text), expected);
        };
        check(8, "12345678", "12345678");
        check(8, "123456789", "1234… (1 byte left out) …6789");
        check(4, "猫猫猫猫", "… (12 bytes left out) …");
        check(6, "猫猫猫猫", "猫… (6 bytes left out) …猫");
    }

    #[test]
    fn of_too_many_lines_the_first_and_the_last_are_left() {
        let lines: Vec<Line> = (0..1000)
            .map(|at_ms| Line { at_ms, stream: Stream::Stdout, text: "tick".to_owned() })
            .collect();
        let shown = |room: usize| -> Vec<String> {
            let entry = |entry: Entry<&Line>| match entry {
                Entry::Whole(line) => line.at_ms.to_string(),
                Entry::Cut(CutLine { line, .. }) => format!("{} cut", line.at_ms),
                Entry::Gap { left_out } => format!("{left_out} left out"),
            };
            Room(room).lines(&lines).into_iter().map(entry).collect()
        };
        assert_eq!(shown(600), ["0", "1", "996 left out", "998", "999"]);
        assert_eq!(shown(10), ["1000 left out"]);
        assert_eq!(shown(LARGEST).len(), 1000);
    }
}
