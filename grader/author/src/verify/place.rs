//! Where in a file something stands, as line and column from 1.

use toml::de::{DeTable, DeValue};

/// Where the byte at `offset` stands.
pub(super) fn of_offset(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Where the value of an entry of a TOML text begins: `["run", "1", "name"]` is the name of the
/// second run.
pub(super) fn of_entry(text: &str, way: &[&str]) -> Option<(usize, usize)> {
    let table = DeTable::parse(text).ok()?;
    let (first, rest) = way.split_first()?;
    let mut value = table.get_ref().get(*first)?;
    for step in rest {
        value = match value.get_ref() {
            DeValue::Table(table) => table.get(*step)?,
            DeValue::Array(array) => array.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    // Of a list of tables the first is meant: the list itself begins nowhere.
    let begin = match value.get_ref() {
        DeValue::Array(array) => array.first().map_or(value.span(), toml::Spanned::span),
        _ => value.span(),
    };
    Some(of_offset(text, begin.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(way: &[&str], expected: Option<(usize, usize)>) {
        let text = "title = \"x\"\nneeds = [\n  'a', 'b']\n\n[[run]]\nname = 'one'\n[[run]]\nname = 'two'\n";
        assert_eq!(of_entry(text, way), expected, "{way:?}");
    }

    #[test]
    fn an_entry_is_found_however_deep_it_is() {
        check(&["title"], Some((1, 9)));
        check(&["needs"], Some((3, 3)));
        check(&["needs", "1"], Some((3, 8)));
        check(&["run"], Some((5, 1)));
        check(&["run", "1", "name"], Some((8, 8)));
        check(&["run", "2", "name"], None);
        check(&["look"], None);
    }
}
