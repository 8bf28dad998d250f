//! Patterns that an exercise writes about its output lines: `all done`, `* took *`, `{x}: start`.
//!
//! The main type is [`Pattern`]. A pattern speaks of a whole line.

use std::collections::BTreeMap;

/// Longer lines match nothing: nobody writes a rule about them, and looking would take long.
const LONGEST_LINE: usize = 4096;

/// A text in which `*` stands for any text and `{x}` for a text of at least one letter that is the
/// same wherever `{x}` stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

/// What the names of a pattern stood for in one line.
pub type Bindings = BTreeMap<String, String>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Any,
    Name(String),
}

impl Pattern {
    /// Reads a pattern. Every text is one: a brace without a name in it is just a brace.
    pub fn new(text: &str) -> Pattern {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let (piece, length) = if letter == '*' {
                (Piece::Any, 1)
            } else if let Some(name) = leading_name(rest) {
                (Piece::Name(name.to_owned()), name.len() + 2)
            } else {
                plain.push(letter);
                rest = &rest[letter.len_utf8()..];
                continue;
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(piece);
            rest = &rest[length..];
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Pattern { pieces }
    }

    /// True when the whole line fits.
    pub fn matches(&self, line: &str) -> bool {
        self.bindings(line).is_some()
    }

    /// What each name stands for when the whole line fits. Where several readings fit, names and
    /// stars take as little as they can, from the left.
    pub fn bindings(&self, line: &str) -> Option<Bindings> {
        let mut bound = Vec::new();
        if line.len() > LONGEST_LINE || !fits(&self.pieces, line, &mut bound) {
            return None;
        }
        Some(bound.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
    }
}

/// The `x` of a text that starts with `{x}`.
fn leading_name(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_name.then_some(name)
}

fn fits<'a>(pieces: &'a [Piece], text: &'a str, bound: &mut Vec<(&'a str, &'a str)>) -> bool {
    let Some((piece, others)) = pieces.split_first() else { return text.is_empty() };
    match piece {
        Piece::Text(plain) => {
            text.strip_prefix(plain.as_str()).is_some_and(|rest| fits(others, rest, bound))
        }
        Piece::Any if others.is_empty() => true,
        // The last star reaches as far as it must: there is one place to look at, not thousands.
        Piece::Any if let [Piece::Text(end)] = others => text.ends_with(end.as_str()),
        Piece::Any => ends(text).any(|end| fits(others, &text[end..], bound)),
        Piece::Name(name) => {
            if let Some((_, known)) = bound.iter().find(|(other, _)| other == name) {
                return text.strip_prefix(known).is_some_and(|rest| fits(others, rest, bound));
            }
            ends(text).skip(1).any(|end| {
                bound.push((name, &text[..end]));
                let found = fits(others, &text[end..], bound);
                if !found {
                    bound.pop();
                }
                found
            })
        }
    }
}

/// Every index at which a beginning of the text can end, the shortest first.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(index, _)| index).chain([text.len()])
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn check(pattern: &str, line: &str, expected: Option<&[(&str, &str)]>) {
        let found = Pattern::new(pattern).bindings(line);
        let expected = expected.map(|pairs| {
            pairs.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
        });
        assert_eq!(found, expected, "{pattern:?} on {line:?}");
    }

    #[test]
    fn a_line_that_nearly_fits_in_thousands_of_places_is_looked_at_once() {
        let line = "< ".repeat(2000);
        for _ in 0..200 {
            check("* < * left (too slow)", &line, None);
        }
        check("* < * left (too slow)", "ann < * bob left (too slow)", Some(&[]));
    }

    #[test]
    fn a_plain_text_matches_itself_and_nothing_else() {
        check("all done", "all done", Some(&[]));
        check("all done", "all done!", None);
        check("all done", "not all done", None);
        check("", "", Some(&[]));
    }

    #[test]
    fn a_star_is_any_text_even_none() {
        check("*", "", Some(&[]));
        check("sync took * ms, async took * ms", "sync took 13 ms, async took 8 ms", Some(&[]));
        check("a*", "a", Some(&[]));
        check("a*b", "aXbXb", Some(&[]));
        check("a*b", "aXbX", None);
        check("*ü*", "grün", Some(&[]));
    }

    #[test]
    fn a_name_is_the_same_text_wherever_it_stands() {
        check("{n}: start", "8: start", Some(&[("n", "8")]));
        check("{a} and {a}", "8 and 8", Some(&[("a", "8")]));
        check("{a} and {a}", "8 and 9", None);
        check("{a}{b}", "xyz", Some(&[("a", "x"), ("b", "yz")]));
    }

    #[test]
    fn a_name_is_never_empty() {
        check("{n}: start", ": start", None);
    }

    #[test]
    fn a_brace_without_a_name_is_a_brace() {
        check("{}", "{}", Some(&[]));
        check("{ x }", "{ x }", Some(&[]));
        check("{", "{", Some(&[]));
    }
}
