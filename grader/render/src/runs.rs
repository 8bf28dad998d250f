//! Says many lines in few words: `1 .. 8` for eight numbers in a row.

/// How one line of a run follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is the same again.
    Same,
    /// `9` after `8`, `scrolling 2` after `scrolling 1`.
    Next,
}

/// How `next` follows `text`, if it does.
pub fn step(text: &str, next: &str) -> Option<Step> {
    if text == next {
        return Some(Step::Same);
    }
    let ((stem, number), (next_stem, next)) = (numbered(text)?, numbered(next)?);
    (stem == next_stem && number.checked_add(1) == Some(next)).then_some(Step::Next)
}

/// Splits `scrolling 1` into its stem and its number; the stem of `8` is empty.
fn numbered(text: &str) -> Option<(&str, u64)> {
    let (stem, number) = text.trim().rsplit_once(' ').unwrap_or(("", text.trim()));
    Some((stem, number.parse().ok()?))
}

/// A run of `count` equal or ascending lines, by its first and its last.
pub fn named(first: &str, last: &str, count: usize) -> String {
    match count {
        0 | 1 => first.to_owned(),
        _ if first == last => format!("{first} ({count} times)"),
        _ => format!("{first} .. {last}"),
    }
}

/// All the texts, runs of numbers and of equal lines drawn together, with commas between.
pub fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut runs: Vec<(&str, &str, usize, Option<Step>)> = Vec::new();
    for text in texts {
        if let Some((_, last, count, steps)) = runs.last_mut()
            && let Some(step) = step(last, text)
            && steps.is_none_or(|steps| steps == step)
        {
            (*last, *count, *steps) = (text, *count + 1, Some(step));
        } else {
            runs.push((text, text, 1, None));
        }
    }
    let named: Vec<_> = runs.iter().map(|(a, b, n, _)| named(a, b, *n)).collect();
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn numbers_in_a_row_and_equal_lines_are_drawn_together() {
        assert_eq!(listed(["1", "2", "3", "uploading", "8", "9"]), "1 .. 3, uploading, 8 .. 9");
        assert_eq!(listed(["tick", "tick", "tick"]), "tick (3 times)");
        assert_eq!(listed(["3", "2", "1"]), "3, 2, 1");
        assert_eq!(listed(["1", "1", "2"]), "1 (2 times), 2");
        assert_eq!(listed(["tick 1", "tick 2", "tock 3"]), "tick 1 .. tick 2, tock 3");
    }
}
