//! What a program wrote, made fit to stand inside a sentence.

/// As many letters of one line stand in a sentence; more would hide what it says.
const LONGEST: usize = 80;

/// The text with everything invisible spelled out, cut where it grows too long.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == LONGEST {
            out.push('…');
            break;
        }
        if letter.is_control() {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    out
}

/// The text in backticks, as sentences quote lines.
pub(super) fn quote(text: &str) -> String {
    format!("`{}`", shown(text))
}

/// A list as people say it: `a`, `b` and `c`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
