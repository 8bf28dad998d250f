//! Names on a command line: of servers, of downloads, of whatever there are many of.

use std::collections::HashSet;

/// The names that `words` stand for: each is itself, and `d1..d500` is five hundred. Nothing when
/// a word is no name, or one comes twice.
pub fn names(words: impl IntoIterator<Item = String>) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for word in words {
        match word.split_once("..") {
            Some((first, last)) => names.extend(range(first, last)?),
            None => names.push(word),
        }
    }
    let is_name = |name: &String| name.chars().all(char::is_alphanumeric) && !name.is_empty();
    let distinct: HashSet<&String> = names.iter().collect();
    (distinct.len() == names.len() && names.iter().all(is_name)).then_some(names)
}

/// `d1` to `d500`: the same letters, and numbers that rise.
fn range(first: &str, last: &str) -> Option<impl Iterator<Item = String>> {
    let letters = first.trim_end_matches(|char: char| char.is_ascii_digit());
    let number = |end: &str| end.strip_prefix(letters)?.parse::<u32>().ok();
    let numbers = number(first)?..=number(last)?;
    (!numbers.is_empty()).then(|| numbers.map(move |number| format!("{letters}{number}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<&str>) {
        let found = names(words.split(' ').map(str::to_owned)).map(|names| names.join(" "));
        assert_eq!(found.as_deref(), expected, "{words}");
    }

    #[test]
    fn a_name_is_itself_and_a_range_is_many() {
        check("a b", Some("a b"));
        check("a d9..d11 z", Some("a d9 d10 d11 z"));
        check("d7..d7", Some("d7"));
    }

    #[test]
    fn what_is_no_name_or_comes_twice_is_refused() {
        check("--help", None);
        check("a a", None);
        check("d1 d1..d3", None);
        check("d3..d1", None);
        check("d1..e3", None);
        check("..", None);
    }
}
