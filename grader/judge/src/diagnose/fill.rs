//! Fills the `{placeholders}` of a sentence.
//!
//! A placeholder is a lower-case name in braces, perhaps with a dot in it. `{}` and `{ x }` are
//! ordinary text, and so is `{{name}}`, which is shown as `{name}`.

use super::facts::Facts;

/// A stretch of a sentence.
enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// The sentence with its placeholders filled; one without a value stays as it is.
pub fn fill(sentence: &str, facts: &Facts) -> String {
    let pieces = pieces(sentence).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Name(name) => facts.get(name).unwrap_or_else(|| format!("{{{name}}}")),
    });
    pieces.collect()
}

/// The names of a sentence's placeholders, in the order of their first use.
pub fn placeholders(sentence: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for piece in pieces(sentence) {
        if let Piece::Name(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// The sentence with every placeholder filled, or nothing if one has no value.
pub(super) fn fill_all(sentence: &str, facts: &Facts) -> Option<String> {
    let complete = placeholders(sentence).iter().all(|name| facts.get(name).is_some());
    complete.then(|| fill(sentence, facts))
}

fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let (before, braced) = rest.split_at(open);
        pieces.push(Piece::Text(before));
        let doubled = braced[1..].starts_with('{');
        if let Some(name) = leading_name(&braced[usize::from(doubled)..]) {
            let inner = name.len() + 2;
            if !doubled {
                pieces.push(Piece::Name(name));
                rest = &braced[inner..];
                continue;
            }
            if braced[1 + inner..].starts_with('}') {
                pieces.push(Piece::Text(&braced[1..1 + inner]));
                rest = &braced[2 + inner..];
                continue;
            }
        }
        pieces.push(Piece::Text(&braced[..1]));
        rest = &braced[1..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The name of a text that starts with `{name}`.
fn leading_name(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let starts_well = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.".contains(&byte));
    (starts_well && is_name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{fill, placeholders};
    use crate::diagnose::facts::{Facts, is_placeholder};

    fn check(sentence: &str, expected: &[&str]) {
        assert_eq!(placeholders(sentence), expected, "{sentence:?}");
    }

    #[test]
    fn names_in_braces_are_placeholders() {
        check("You stopped at {last}: {arg1}, {last}.", &["last", "arg1"]);
        check("{line.actor} came at {right_at}", &["line.actor", "right_at"]);
    }

    #[test]
    fn code_in_braces_is_text() {
        check("`while t.elapsed() < d {}`", &[]);
        check("`loop { x }` and {X} and {", &[]);
        check("`println!(\"{{n}}\")`", &[]);
    }

    #[test]
    fn what_has_no_value_and_what_is_doubled_stays() {
        let facts = Facts::default();
        assert_eq!(fill("{line}, {{n}} and {{}}", &facts), "{line}, {n} and {{}}");
    }

    #[test]
    fn a_mistyped_name_is_no_placeholder() {
        let known = ["line", "right_prev.actor", "arg12", "held_by"];
        assert!(known.into_iter().all(is_placeholder));
        let unknown = ["lines", "at.actor", "arg0", "arg", "argx", "held.actor"];
        assert!(!unknown.into_iter().any(is_placeholder));
    }
}
